import type { errors as english } from '../en/errors.ts';

export const errors: Record<keyof typeof english, string> = {
  'error.no-mount': '"{path}" no está en ninguna carpeta que se mantenga igual. drive mounts las enumera.',
  'error.no-mounts': 'Ninguna carpeta se mantiene igual. drive mount FOLDER empieza.',
  'error.mounted':
    '"{path}" ya se mantiene igual: drive sync la pone al día. Ninguna de dos puede estar dentro de la otra.',
  'error.mounted-elsewhere':
    '"{path}" ya se mantiene igual, por otra instalación de Drive, y ninguna de dos puede estar dentro de la otra: monte una carpeta fuera de ella. Si ya nadie la mantiene, elimine {mark}.',
  'error.mount-full': '"{path}" no está vacía. Monte una carpeta vacía y mueva después los archivos a ella.',
  'error.mount-busy': 'Otro drive está trabajando en "{path}". Inténtelo cuando termine.',
  'error.not-root': 'Nombre la carpeta misma: {path}',
  'error.other-folder': '"{path}" no es la carpeta que se montó: puede faltar un disco. No se hizo nada.',
  'error.guarded-to-remote':
    'Se {files|eliminaría|eliminarían} o {files|sobrescribiría|sobrescribirían} {files} {files|archivo|archivos} a la vez en el servidor. Si es lo que desea: drive sync --approve {id}; si no: drive sync --refuse {id}',
  'error.guarded-to-local':
    'Se {files|eliminaría|eliminarían} o {files|sustituiría|sustituirían} aquí {files} {files|archivo|archivos} a la vez. Si es lo que desea: drive sync --approve {id}; si no: drive sync --refuse {id}',
  'error.guarded-more-to-remote':
    'Se {files|eliminaría|eliminarían} o {files|sobrescribiría|sobrescribirían} {files} {files|archivo|archivos} más en el servidor, donde ya se {before|eliminó|eliminaron} {before} en una hora. Si es lo que desea: drive sync --approve {id}; si no: drive sync --refuse {id}',
  'error.guarded-more-to-local':
    'Se {files|eliminaría|eliminarían} o {files|sustituiría|sustituirían} aquí {files} {files|archivo|archivos} más, donde ya se {before|eliminó|eliminaron} {before} en una hora. Si es lo que desea: drive sync --approve {id}; si no: drive sync --refuse {id}',
  'error.not-went-back': 'El servidor no tiene un estado anterior: no hay nada que unir.',
  'error.no-guard': 'Nada está retenido con "{id}". drive conflicts enumera lo que lo está.',
  'error.not-synced': '"{path}" no se conoce. Puede estar en una carpeta que es marcador: abra primero esa.',
  'error.spare-placeholder':
    '"{path}" es una copia de un marcador. El de un archivo se vuelve un archivo propio con drive sync; una carpeta se copia en el servidor: drive cp.',
  'error.stands-for-nothing': '"{path}" es una copia del marcador de algo que ya no está allí. Elimínelo.',
  'error.hidden': '"{path}" ya no se le muestra: la copia de aquí se queda como está.',
  'error.held-unread':
    '"{path}" no se puede leer, y puede ser lo que parece borrado, con otro nombre. Lo que espera en la papelera ({count}) se borrará allí cuando se pueda leer.',
  'error.not-held': '"{path}" no está en la papelera. drive trash enumera lo que hay.',
  'error.differs':
    '{count} {count|difiere|difieren}. drive verify --repair {count|lo|los} mira de nuevo y conserva ambos contenidos.',
  'error.checks': '{count} {count|necesita|necesitan} que se haga algo; cada uno dice qué.',
  'error.database-broken':
    'La base de datos {path} está dañada. Apártela y repita: ambos lados se unen, nada se elimina.',
  'error.home-file':
    '{path} está dañado o no se puede leer. Recupérelo de una copia; o apártelo, y drive login y drive mount empiezan de nuevo.',
  'error.not-closed': '"{path}" sigue abierta: algo de dentro está solo aquí. drive conflicts dice qué.',
  'error.keep': 'Diga qué conservar: --keep mine, --keep theirs o --keep both.',
  'error.no-conflict': '"{path}" no es una copia en conflicto. drive conflicts las enumera.',
  'error.no-original': '"{path}" es el único que queda: conserve mine o elimínelo.',
  'error.size': '"{size}" no es un tamaño: escriba 10MB, all o none.',
  'error.daemon-gone': 'El drive que mantiene esta carpeta terminó en ese momento. Inténtelo de nuevo.',
  'error.problems':
    '{count} no se {count|pudo|pudieron} hacer; se {count|intentará|intentarán} más tarde. drive conflicts dice {count|cuál|cuáles} y por qué.',
  'error.unsure':
    '{count} no se {count|pudo|pudieron} leer aquí y no se sabe nada de {count|él|ellos}. drive conflicts dice {count|cuál|cuáles} y qué hacer.',
  'error.verb': 'No hay un verbo "{verb}". drive help los enumera.',
  'error.verb-near': 'No hay un verbo "{verb}". ¿Quiso decir "{near}"?',
  'error.option': '{verb} no admite {option}. drive help {verb} dice qué admite.',
  'error.option-value': '{option} necesita un valor. drive help {verb} dice cuál.',
  'error.option-alone': '{option} no admite un valor: quítelo.',
  'error.arguments': 'Se usa de otro modo: drive {usage}',
  'error.company-many': 'Hay varias empresas; diga cuál con --company: {names}',
  'error.company-none':
    'Ninguna empresa deja entrar a esta aplicación. Quien administre una tiene que instalarla allí.',
  'error.company-unknown': 'No hay una empresa "{name}" entre las suyas: {names}',
  'error.project-unknown': 'No hay un proyecto "{name}" entre los suyos: {names}',
  'error.no-place': 'No hay tal empresa o proyecto, o no para usted. drive places enumera los que hay.',
  'error.no-path': 'No hay "{path}": "{missing}" no está. drive ls enumera lo que hay.',
  'error.not-folder': '"{path}" es un archivo: nombre una carpeta.',
  'error.not-file': '"{path}" es una carpeta: nombre un archivo. drive ls enumera los que contiene.',
  'error.local-missing': 'No hay un archivo "{path}" en este equipo: mire cómo se escribe.',
  'error.local-folder': '"{path}" es una carpeta de este equipo: nombre los archivos que contiene.',
  'error.local-no-folder': 'No hay una carpeta "{path}" en este equipo: créela antes, o nombre otra.',
  'error.local-no-file': '"{path}" existe y no es un archivo: nada lo sustituye. Nombre otro.',
  'error.local-taken': '"{path}" ya existe. --force lo sustituye.',
  'error.local-full': 'El disco de este equipo está lleno. Haga sitio y repita: no se perdió nada.',
  'error.local-denied': 'Este equipo no deja que Drive use "{path}". Mire quién puede leerlo y escribirlo.',
  'error.local-failed': 'Este equipo falló con "{path}". Mire el disco y repita. Dijo: {why}',
  'error.bad-name': 'El nombre "{name}" no puede ser un nombre de archivo aquí; diga dónde guardarlo.',
  'error.damaged': 'Lo que llegó no es lo que tiene el servidor; no se conservó nada. Pruebe otra vez.',
  'error.no-version': '"{path}" no tiene la versión {number}. drive versions enumera las que tiene.',
  'error.no-account':
    'Drive no ha iniciado sesión: drive login https://…, o para programas DRIVE_TOKEN_FILE y DRIVE_URL.',
  'error.other-account':
    '"{path}" se mantiene con la cuenta de {owner}, y Drive tiene iniciada la sesión de {other}. No se hizo nada y todo lo que contiene se queda. Inicie sesión como antes (drive logout, drive login), o use drive unmount y monte una carpeta vacía.',
  'error.ignore-file':
    '"{path}" no se puede leer o no es un archivo, y puede decir qué no debe enviarse: no se hizo nada. Conviértalo en un archivo que Drive pueda leer, o quítelo.',
  'error.unmount-unsent':
    '{count|La única copia|Las únicas copias} de {count} {count|archivo está|archivos están} en la papelera de "{path}", y unmount olvida {count|cuál es|cuáles son}. drive trash {count|la|las} enumera, drive restore {count|la|las} devuelve. Para {count|olvidarla|olvidarlas}: drive unmount --force',
  'error.signed-in': 'Este equipo ya tiene una sesión: antes drive logout.',
  'error.signed-out': 'La sesión de este equipo fue cerrada: drive logout, y luego drive login.',
  'error.link-again': 'hay que iniciar sesión: la cuenta se tiene que enlazar de nuevo, allí: {url}',
  'error.unlinked':
    'No hay (ya) una cuenta enlazada. Lo que hay en este equipo se queda. Enlace una allí: {url}',
  'error.not-link': 'No hay un servicio de enlace en {url}. Pregunte la dirección a quien lleva el suyo.',
  'error.link-away': 'El servicio de enlace no responde: {url}. Mire la dirección y la red, y repita.',
  'error.link-none':
    'Diga dónde está su servicio de enlace: drive login https://link.example (o DRIVE_LINK_URL).',
  'error.link-url': 'Diga la dirección https de su servicio de enlace: "{url}" no lo es.',
  'error.sign-in-key':
    'Esta clave de inicio de sesión no es tal, ya se usó o tiene más de un cuarto de hora. Cree otra: {url}',
  'error.enrol-refused': 'No se dejó entrar a este equipo. drive login pregunta otra vez.',
  'error.enrol-late': 'Nadie dejó entrar a este equipo a tiempo. Pruebe otra vez.',
  'error.token-open': 'Otros de este equipo pueden leer {path}: quíteles antes ese permiso (chmod 600).',
  'error.token-missing':
    'No se puede leer el archivo {path} que nombra DRIVE_TOKEN_FILE: créelo, o nombre otro.',
  'error.url': 'DRIVE_URL tiene que ser la dirección https de un servidor: {url}',
  'error.root': 'La carpeta raíz se queda donde está: nombre algo que contiene.',
  'error.needs-sign-in':
    'El servidor ya no acepta esta sesión: drive login otra vez, o para scripts otro token en DRIVE_TOKEN_FILE.',
  'error.company-disconnected':
    'Esta empresa no deja (ya) entrar a esta aplicación. Lo que hay en este equipo se queda. Pregunte a quien administra la empresa.',
  'error.went-back':
    'El servidor tiene un estado anterior, como tras restaurar una copia. Lo que hay en este equipo se queda, y no se hace nada. Si es lo que se quería, una los dos lados, sin borrar nada: drive sync {path} --unite',
  'error.forbidden': 'Usted no puede hacer esto aquí: pida el permiso a quien lo administra.',
  'error.no-access':
    'Este lugar no es (ya) para que usted lo vea. Lo que hay en este equipo se queda. Pregunte a quien lo administra.',
  'error.missing': 'No está (ya), o no es para usted: mire otra vez, o pregunte a quien lo administra.',
  'error.changed': 'Alguien lo cambió al mismo tiempo. Mire otra vez y repita.',
  'error.name-taken': 'Ya hay algo con ese nombre: elija otro nombre.',
  'error.rejected': 'El servidor no lo quiere: cámbielo, por ejemplo su nombre.',
  'error.busy': 'No se llega al servidor, o pide esperar. Pruebe más tarde; drive doctor busca la razón.',
  'error.unknown': 'Se perdió la respuesta: mire si se hizo antes de repetirlo.',
  'error.server': 'El servidor respondió: {words}',
  'error.unexpected': 'Drive falló: {why}',
};
