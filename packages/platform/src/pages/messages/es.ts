import type { Catalogue } from './messages.ts';

/** Spanish as it is written in Latin America, with «usted» as construction companies address their people. */
export const es: Catalogue = {
  'product.name': 'Gatehouse',
  'page.title': '{page} · Gatehouse',
  'page.title_with_error': 'Error: {page} · Gatehouse',
  'page.skip': 'Ir al contenido',
  'page.footer': 'Escriba su contraseña solo en este sitio. Las aplicaciones nunca la necesitan.',
  'language.label': 'Idioma',
  'language.en': 'English',
  'language.es': 'Español',

  'sign_in.title': 'Iniciar sesión',
  'sign_in.lead': 'Use la cuenta de su empresa.',
  'sign_in.to_continue': 'Inicie sesión para continuar.',
  'sign_in.email': 'Correo electrónico',
  'sign_in.password': 'Contraseña',
  'sign_in.submit': 'Iniciar sesión',
  'sign_in.signed_out': 'Se cerró su sesión.',
  'sign_in.new_here': '¿Es su primera vez aquí?',
  'sign_in.password_set': 'Su contraseña está guardada. Inicie sesión con ella.',
  'form.problem': 'Hay un problema',
  'sign_in.email_missing': 'Escriba su correo electrónico.',
  'sign_in.password_missing': 'Escriba su contraseña.',
  'sign_in.wrong':
    'Este correo y esta contraseña no corresponden a ninguna cuenta. Revise ambos e inténtelo de nuevo.',
  'sign_in.company': 'Las personas con esta dirección inician sesión en su empresa.',
  'sign_in.way_out': 'Código de salida',
  'sign_in.way_out.hint':
    'Solo mientras el inicio de sesión de su empresa no funcione: un código que guardan sus administradores, con su propia contraseña.',
  'sign_in.stale':
    'Esta página estuvo abierta demasiado tiempo o las cookies están desactivadas. Inténtelo de nuevo.',
  'sign_in.slow_down': 'Demasiados intentos. Espere {seconds} segundos e inténtelo de nuevo.',
  'sign_in.busy':
    'Muchas personas están iniciando sesión en este momento. Inténtelo de nuevo en unos segundos.',

  'passkey.use': 'Usar una llave de acceso',
  'passkey.not_answered': 'No se mostró ninguna llave de acceso. Inténtelo de nuevo o continúe sin ella.',
  'sign_in.passkey_wrong':
    'Esta llave de acceso ya no sirve para iniciar sesión aquí. Inténtelo de nuevo o use su contraseña.',

  'second_step.title': 'Segundo paso',
  'second_step.lead': 'La contraseña de {email} es correcta. Ahora muestre su segundo factor.',
  'second_step.code': 'Código',
  'second_step.code_hint':
    'Seis cifras de su aplicación de autenticación, o uno de sus códigos de recuperación.',
  'second_step.malformed':
    'Escriba las seis cifras que muestra su aplicación, o las doce de un código de recuperación.',
  'second_step.wrong':
    'Este código es incorrecto, demasiado antiguo o ya se usó. Espere al siguiente e inténtelo de nuevo.',
  'second_step.other_account': 'Iniciar sesión con otra cuenta',
  'second_step.lost':
    '¿Sin teléfono y sin códigos de recuperación? Quien gestiona este Gatehouse puede quitar su segundo factor.',

  'proof.title': 'Demuestre que es usted',
  'proof.lead': 'Lo que sigue es delicado. Su sesión sigue abierta como {email}.',
  'proof.password_wrong': 'Esta no es su contraseña.',
  'proof.done.title': 'Gracias',
  'proof.done.body': 'Puede cerrar esta página. La otra continúa por sí sola.',

  'factors.title': 'Segundo factor',
  'factors.lead': 'Con un segundo factor, su contraseña sola no deja entrar a nadie.',
  'factors.added': 'Su segundo factor está listo. Se cerró su sesión en todos los demás sitios.',
  'factors.needed':
    'Su empresa, o quien gestiona este Gatehouse, le pide un segundo factor. Añada uno y siga adonde iba.',
  'factors.removed': 'Se quitó.',
  'factors.app': 'Aplicación de autenticación',
  'factors.app_there': 'Después de la contraseña se le pide un código de su aplicación.',
  'factors.app_missing': 'Una aplicación de su teléfono crea un código nuevo cada treinta segundos, sin red.',
  'factors.app_add': 'Añadir una aplicación',
  'factors.app_remove': 'Quitar la aplicación',
  'factors.recovery_codes': 'Códigos de recuperación',
  'factors.recovery_codes_left': 'Códigos que quedan: {count}.',
  'factors.recovery_codes_renew': 'Crear códigos nuevos',
  'factors.back': 'Segundo factor',

  'factors.passkeys': 'Llaves de acceso',
  'factors.passkeys_none':
    'Una llave de acceso inicia su sesión sin contraseña: desbloquea su teléfono, su ordenador o una llave de seguridad, y ninguna página falsa puede pedirla.',
  'factors.passkey_added_on': 'Añadida el {date}',
  'factors.passkey_used_on': 'usada por última vez el {date}',
  'factors.passkey_add': 'Añadir una llave de acceso',
  'factors.passkey_remove': 'Quitar {name}',
  'factors.passkey_rename': 'Cambiar el nombre de {name}',
  'factors.passkey_new_name': 'Nombre nuevo',
  'factors.passkey_save': 'Guardar el nombre',
  'factors.renamed': 'Ya tiene su nombre nuevo.',
  'factors.not_renamed': 'Escriba un nombre de 60 caracteres como máximo.',

  'new_passkey.title': 'Añadir una llave de acceso',
  'new_passkey.lead': 'Dele un nombre por el que la reconozca y siga a su navegador.',
  'new_passkey.name': 'Nombre',
  'new_passkey.name_missing': 'Escriba un nombre de 60 caracteres como máximo.',
  'new_passkey.wrong': 'No se pudo añadir esta llave de acceso. Quizá ya está; si no, inténtelo de nuevo.',
  'new_passkey.impossible':
    'Para esto hacen falta JavaScript y un navegador que conozca las llaves de acceso. Una aplicación de autenticación funciona sin ambos.',

  'enrol.title': 'Añadir una aplicación de autenticación',
  'enrol.lead': 'Escanee esta imagen con la aplicación y escriba el código que muestra.',
  'enrol.picture': 'Código QR para su aplicación de autenticación',
  'enrol.by_hand': 'O escriba esta clave en la aplicación:',
  'enrol.submit': 'Activar',

  'recovery_codes.title': 'Sus códigos de recuperación',
  'recovery_codes.lead': 'Cada uno le deja entrar una vez cuando no tiene el teléfono a mano.',
  'recovery_codes.warning':
    'Se muestran solo esta vez. Imprímalos o anótelos, y guárdelos aparte de su contraseña.',
  'recovery_codes.kept': 'Ya los guardé',

  'sign_up.title': 'Registrarse como desarrollador',
  'sign_up.lead': 'Cree una aplicación y pruébela enseguida, en una empresa de pruebas propia.',
  'sign_up.submit': 'Enviar enlace',
  'sign_up.choose_title': 'Cree su cuenta',
  'sign_up.choose_lead': 'Iniciará sesión con {email}.',
  'sign_up.choose_submit': 'Crear cuenta e iniciar sesión',
  'sign_up.known_here': '¿Ya tiene una cuenta?',

  'mail_sent.title': 'Revise su correo',
  'mail_sent.lead': 'Hemos escrito a la dirección que indicó. Siga el enlace de ese mensaje para continuar.',
  'mail_sent.hint':
    '¿No ha llegado nada en unos minutos? Mire en la carpeta de correo no deseado, o revise la dirección e inténtelo de nuevo.',
  'mail_sent.demo': 'Abrir el correo de esta demostración',
  'mail_sent.again': 'Intentar de nuevo',
  'link.dead.title': 'Este enlace ya no funciona',
  'link.dead.body': 'Ya se usó, es demasiado antiguo o hay uno más reciente. Pida otro.',
  'link.email_hint': 'Enviaremos un enlace a esta dirección.',

  'new_password.ask_title': '¿Olvidó su contraseña?',
  'new_password.ask_lead': 'Diga con qué correo inicia sesión y le enviaremos un enlace.',
  'new_password.ask_submit': 'Enviar enlace',
  'new_password.title': 'Elija una contraseña nueva',
  'new_password.lead': 'Para {email}. Se cerrará su sesión en todas partes.',
  'new_password.submit': 'Guardar la contraseña',

  'change_password.title': 'Cambiar la contraseña',
  'change_password.lead': 'Para {email}. Aquí seguirá con la sesión abierta; en todo lo demás se cerrará.',
  'change_password.current': 'Contraseña actual',
  'change_password.new': 'Contraseña nueva',
  'change_password.wrong': 'Esta no es su contraseña actual.',
  'change_password.done': 'Se cambió su contraseña.',
  'change_password.back': 'Acceso y seguridad',

  'new_address.title': '¿Es este su correo?',
  'new_address.lead': '{company} quiere que una de sus personas reciba el correo en {address}.',
  'new_address.effect':
    'Si es usted, confírmelo. Quien leía el correo de su dirección anterior allí ya no podrá iniciar sesión con ella.',
  'new_address.submit': 'Confirmar este correo',
  'new_address.done_title': 'Su correo está confirmado',
  'new_address.invited_lead': 'Le hemos enviado allí una invitación. Su enlace le deja entrar.',
  'new_address.done_lead': 'Para iniciar sesión con él, pida una invitación a la empresa.',
  'own_email.title': 'Cambiar el correo',
  'own_email.lead': 'Usted inicia sesión con {email}.',
  'own_email.new': 'Correo nuevo',
  'own_email.company': 'Su empresa le da acceso: pida a sus administradores que cambien su dirección.',
  'own_email.email_wrong': 'Escriba otra dirección de correo, como ana@empresa.com.',
  'own_email.sent':
    'Hemos escrito a la dirección nueva. Siga el enlace de ese mensaje en este navegador; hasta entonces no cambia nada.',
  'own_email.changed': 'Su correo ha cambiado. Desde ahora inicia sesión con él.',
  'own_email.confirm_title': '¿Usar este correo?',
  'own_email.confirm_lead': 'Iniciará sesión con {new_email} en lugar de {email}.',
  'own_email.confirm': 'Cambiar el correo',

  'mail.title': 'Correo',
  'mail.lead':
    'Esta demostración no tiene servidor de correo. Aquí está lo que habría enviado, lo más reciente primero.',
  'mail.none': 'Esta demostración no tiene servidor de correo. Aquí estará lo que habría enviado.',
  'mail.to': 'Para {address}',

  'invitation.title': 'Elija una contraseña',
  'invitation.lead': 'Le han invitado a {company}. A partir de ahora iniciará sesión con {email}.',
  'invitation.submit': 'Guardar la contraseña e iniciar sesión',
  'invitation.join_title': '¿Unirse a {company}?',
  'invitation.join_lead':
    'Le han invitado a {company}. Si se une, sus personas verán su nombre y su dirección de correo, y usted verá lo que le permitan ver. Su cuenta sigue siendo suya.',
  'invitation.join': 'Unirse',
  'invitation.not_now': 'Ahora no',
  'invitation.other_lead':
    'La invitación a {company} se envió a {email}. Ha iniciado sesión con otra cuenta: cierre la sesión y abra el enlace otra vez.',
  'invitation.dead.title': 'Esta invitación ya no funciona',
  'invitation.dead.body':
    'Ya se usó, es demasiado antigua o hay una más reciente. Si ya eligió una contraseña, inicie sesión con ella; si no, pida otra invitación.',

  'sign_out.title': '¿Cerrar sesión?',
  'sign_out.body':
    'Inició sesión como {person}. Las aplicaciones que autorizó siguen funcionando después de cerrar sesión.',
  'sign_out.submit': 'Cerrar sesión',
  'sign_out.stay': 'Seguir aquí',

  'company_sign_in.title': 'Iniciar sesión con su empresa',
  'company_sign_in.lead':
    'Si su empresa tiene un inicio de sesión propio, escriba el correo electrónico que usa allí. Aquí no se escribe ninguna contraseña.',
  'company_sign_in.submit': 'Continuar',
  'company_sign_in.leave':
    'Su empresa le inicia la sesión en {host}. Compruebe que es ahí donde espera escribir su contraseña.',
  'company_sign_in.password': 'Iniciar sesión con contraseña',
  'company_sign_in.not_here':
    'Ninguna empresa ha configurado un inicio de sesión propio para esta dirección.',
  'company_sign_in.unreachable':
    'No se puede llegar al inicio de sesión de su empresa. Inténtelo más tarde o inicie sesión con contraseña.',

  'consent.title': '¿Permitir {app}?',
  'consent.lead': '{app} solicita acceso a Gatehouse en su nombre.',
  'consent.lead_elsewhere': '{app} solicita acceso a {resource} en su nombre.',
  'consent.lead_several': '{app} solicita acceso a varios servicios en su nombre.',
  'consent.elsewhere': 'Actuar por usted en {resource}, que decide por sí mismo qué puede hacer usted allí',
  'consent.publisher': 'Publicada por {publisher}',
  'consent.by_document':
    'Nadie registró aquí esta aplicación. De ella solo se sabe lo que dice de sí misma en {address}.',
  'consent.verified': 'Editor verificado',
  'consent.unverified': 'Editor sin verificar',
  'consent.warning.title': 'Tómese un momento antes de permitirla',
  'consent.warning.unverified':
    'Nadie ha comprobado quién publica esta aplicación. Permítala solo si conoce a {publisher} y esperaba esta solicitud.',
  'consent.warning.new':
    'Esta aplicación se registró hace poco. Si alguien le envió un enlace a esta página, pregúntele primero.',
  'consent.abilities': 'Qué podrá hacer',
  'consent.ability.act_as_you':
    'Actuar en Gatehouse con exactamente los mismos permisos que usted, nunca con más',
  'consent.ability.read_profile': 'Ver su nombre y su correo electrónico',
  'consent.ability.list_companies': 'Ver las empresas y los proyectos a los que usted pertenece',
  'consent.ability.use_documents': 'Leer y modificar los documentos que usted puede leer y modificar',
  'consent.ability.stay_connected': 'Seguir trabajando cuando usted no esté, hasta que la revoque',
  'consent.never': 'Nunca verá su contraseña.',
  'consent.companies': 'Dónde',
  'consent.companies_lead':
    'Desmarque la empresa a la que no deba llegar. Puede cambiarlo después en «Aplicaciones conectadas».',
  'consent.companies_none': 'Todavía no pertenece a ninguna empresa.',
  'consent.company.connected': 'Conectada',
  'consent.company.will_install': 'Se conectará cuando usted la permita',
  'consent.company.not_installed': 'Sin conectar: se pedirá a sus administradores que la instalen',
  'consent.company.asked': 'Sin conectar: ya se pidió a sus administradores',
  'consent.company.blocked': 'Esta empresa no la permite: aquí no tendrá acceso',
  'consent.company.disconnected': 'Desconectada por un administrador: aquí no tiene acceso',
  'consent.until': 'Por cuánto tiempo',
  'consent.until_revoked':
    'Hasta que usted la revoque. Puede hacerlo cuando quiera en Gatehouse, en «Aplicaciones conectadas», con efecto inmediato.',
  'consent.redirect': 'A dónde irá después',
  'consent.redirect_host': 'Volverá a {host}.',
  'consent.redirect_device': 'Volverá a la aplicación en este dispositivo ({host}).',
  'consent.redirect_code': 'Verá un código para copiarlo en la aplicación.',
  'consent.allow': 'Permitir',
  'consent.deny': 'Rechazar',
  'consent.signed_in_as': 'Sesión iniciada como {name} ({email}).',
  'consent.not_you': '¿No es usted?',

  'device.title': 'Conectar un dispositivo',
  'device.lead': 'Escriba el código que muestra el dispositivo.',
  'device.warning.title': '¿Lo ha iniciado usted?',
  'device.warning.body':
    'Continúe solo si tiene el dispositivo delante. Nadie que le ayude, ni ningún mensaje, tiene motivo para enviarle un código para esta página.',
  'device.code': 'Código',
  'device.continue': 'Continuar',
  'device.code_missing': 'Escriba el código: ocho letras.',
  'device.code_unknown':
    'El código es incorrecto, ha caducado o ya se usó. Compárelo con el dispositivo o empiece de nuevo en él.',
  'device.slow_down': 'Se probaron demasiados códigos. Espere {seconds} segundos y vuelva a intentarlo.',
  'device.confirm.title': '¿Autorizar {app} en un dispositivo?',
  'device.confirm.lead': '{app}, en otro dispositivo, solicita acceso a Gatehouse en su nombre.',
  'device.confirm.compare': 'El dispositivo debe mostrar exactamente este código:',
  'device.confirm.device': 'El dispositivo',
  'device.confirm.from': 'La solicitud llegó desde la dirección {address}.',
  'device.confirm.program': 'Se identifica como {program}.',
  'device.confirm.warning':
    'Si no ha iniciado esto en un dispositivo que tiene delante, elija Denegar. Quien lo hizo trabajaría en su nombre.',
  'device.allowed.title': 'El dispositivo está conectado',
  'device.allowed.body':
    'Vuelva al dispositivo; en unos segundos continuará por sí solo. Puede retirar este permiso en cualquier momento en «Aplicaciones conectadas».',
  'device.denied.title': 'El dispositivo no se conectó',
  'device.denied.body': 'No se compartió nada. Puede cerrar esta página.',

  'code.title': 'Ya casi está',
  'code.lead': 'Copie este código y péguelo en {app}.',
  'code.label': 'Código de autorización',
  'code.warning':
    'No se lo dé a nadie más: quien tenga este código puede terminar la conexión en su nombre. Sirve una sola vez, durante unos minutos.',
  'code.close': 'Después puede cerrar esta página.',

  'error.request_id': 'Id. de la solicitud',
  'error.hint': 'Si sigue ocurriendo, dé este identificador a quien administra este servicio.',
  'error.home': 'Ir a Gatehouse',
  'error.company_sign_in.title': 'No se completó ese inicio de sesión',
  'error.company_sign_in.body':
    'Tardó demasiado, ya se usó o la respuesta de su empresa no se pudo aceptar. Empiece otra vez o inicie sesión con contraseña.',
  'error.company_stranger.title': 'El inicio de sesión de su empresa no está unido a ninguna cuenta de aquí',
  'error.company_stranger.body':
    'Si aquí tiene una contraseña, inicie sesión con ella primero y después con su empresa en el mismo navegador: así se unen. Si no, pregunte a un administrador de su empresa.',
  'error.unknown_app.title': 'No conocemos esta aplicación',
  'error.unknown_app.body':
    'El enlace que siguió nombra una aplicación que no está registrada aquí. No se compartió nada. Vuelva a la aplicación e inténtelo de nuevo, o consulte a quien la desarrolla.',
  'error.app_disabled.title': 'Esta aplicación está desactivada',
  'error.app_disabled.body':
    'La aplicación de la que viene no se puede usar por el momento. No se compartió nada.',
  'error.redirect_uri.title': 'No es seguro seguir este enlace',
  'error.redirect_uri.body':
    'La aplicación pidió enviarle a una dirección que no ha registrado. Para protegerle nos detuvimos aquí y no se compartió nada. Quien desarrolla la aplicación debe corregir la dirección de retorno.',
  'error.bad_request.title': 'Este enlace no funciona',
  'error.bad_request.body':
    'La solicitud está incompleta o se contradice. No se compartió nada. Vuelva a la aplicación y empiece de nuevo.',
  'error.expired.title': 'Esta página caducó',
  'error.expired.body':
    'Estuvo abierta demasiado tiempo, o usted volvió a iniciar sesión. No se compartió nada. Vuelva a la aplicación y empiece de nuevo.',
  'error.forbidden.title': 'No pudimos confirmar que esto viene de usted',
  'error.forbidden.body':
    'El formulario no vino de una página nuestra que se le haya mostrado. No se cambió nada. Regrese e inténtelo de nuevo.',
  'error.not_found.title': 'Aquí no hay nada',
  'error.not_found.body': 'Tal vez la dirección esté mal escrita, o lo que había aquí ya no existe.',
  'error.too_many.title': 'Demasiados intentos',
  'error.too_many.body': 'Espere un poco e inténtelo de nuevo.',
  'error.unavailable.title': 'Demasiada actividad en este momento',
  'error.unavailable.body': 'Inténtelo de nuevo en unos segundos.',
  'error.internal.title': 'Algo falló de nuestro lado',
  'error.internal.body': 'No es culpa suya. Inténtelo de nuevo en un momento.',

  'person.first_name': 'Nombre',
  'person.last_name': 'Apellido',
  'person.email': 'Correo electrónico del trabajo',
  'person.password': 'Contraseña',
  'person.password_hint': 'Al menos 12 caracteres. Varias palabras sin relación entre sí funcionan bien.',
  'person.password_again': 'Contraseña, otra vez',
  'person.first_name_missing': 'Escriba su nombre.',
  'person.last_name_missing': 'Escriba su apellido.',
  'person.email_wrong': 'Escriba un correo electrónico, como ana@empresa.com.',
  'person.password_short': 'La contraseña necesita al menos 12 caracteres.',
  'person.password_long': 'La contraseña puede tener como máximo 256 caracteres.',
  'person.password_simple': 'La contraseña es demasiado fácil de adivinar: use más caracteres distintos.',
  'person.password_personal': 'La contraseña no puede contener su nombre, su correo ni su empresa.',
  'person.password_differs': 'Las dos contraseñas no son iguales.',

  'stop_tracking.title': 'Correos sobre documentos en seguimiento',
  'stop_tracking.lead':
    'Recibe correos porque sigue carpetas o archivos. Esto pone fin a todo lo que sigue en el proyecto o la empresa de que trata el correo. Puede volver a seguirlos en Documentos.',
  'stop_tracking.submit': 'Dejar de seguir',
  'stop_tracking.done': 'Ya no sigue nada allí. No recibirá más correos de estos.',

  'set_up.title': 'Configurar Gatehouse',
  'set_up.lead': 'Dé nombre a su empresa y cree su primer administrador. Este enlace sirve una sola vez.',
  'set_up.company': 'Nombre de la empresa',
  'set_up.submit': 'Crear e iniciar sesión',
  'set_up.company_missing': 'Escriba el nombre de su empresa.',
  'set_up.dead.title': 'Este enlace ya no sirve',
  'set_up.dead.body':
    'Ya se usó, o Gatehouse se reinició desde entonces y mostró uno nuevo. Mire la consola donde se ejecuta.',

  'console.missing.title': 'La consola aún no está compilada',
  'console.missing.body':
    'Gatehouse está en marcha, pero su aplicación web debe compilarse una vez. En este equipo, ejecute:',
};
