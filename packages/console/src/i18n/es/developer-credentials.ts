import type { Translation } from '../catalogue.ts';
import type { developerCredentials as english } from '../en/developer-credentials.ts';

export const developerCredentials: Translation<typeof english> = {
  'credentials.environment.sandbox': 'Pruebas',
  'credentials.environment.production': 'Producción',
  'credentials.environment.sandbox.lead':
    'Alcanza solo empresas de prueba. Nada de esto toca una empresa real.',
  'credentials.environment.production.lead':
    'Alcanza solo empresas de producción donde la aplicación está instalada.',
  'credentials.production.none':
    'Las credenciales de producción llegan con la primera promoción de una versión.',
  'credentials.production.go': 'Ir a las versiones',
  'credentials.loading': 'Cargando credenciales…',

  'redirect_uris.title': 'URI de redirección',
  'redirect_uris.lead':
    'Adónde vuelven las personas después de permitir la aplicación. Lo que pide una solicitud debe ser exactamente una de estas; solo puede variar el puerto de una dirección local.',
  'redirect_uris.one': 'URI de redirección {{number}}',
  'redirect_uris.add': 'Agregar',
  'redirect_uris.remove': 'Quitar la URI de redirección {{number}}',
  'redirect_uris.none': 'Ninguna todavía: nadie puede permitir la aplicación en este entorno.',
  'redirect_uris.save': 'Guardar las URI',
  'redirect_uris.saved': 'Se guardaron las URI de redirección. Valen desde la próxima solicitud.',
  'redirect_uris.failed': 'No se guardaron las URI de redirección',
  'redirect_uris.fault.empty': 'Escriba una dirección o quite esta línea.',
  'redirect_uris.fault.twice': 'Esta ya está en la lista.',
  'redirect_uris.fault.malformed':
    'Debe ser una URI absoluta con caracteres simples, como https://app.example.com/callback. Escriba los demás como %XX.',
  'redirect_uris.fault.fragment': 'No debe tener fragmento: quite # y lo que sigue.',
  'redirect_uris.fault.user_info': 'No debe llevar usuario ni contraseña: quite lo que está antes de @.',
  'redirect_uris.fault.wildcard': 'No debe llevar *: registre cada dirección completa.',
  'redirect_uris.fault.not_https':
    'Debe comenzar con https://. El simple http:// es solo para localhost, 127.0.0.1 y [::1].',
  'redirect_uris.fault.scheme':
    'El esquema propio de una aplicación debe ser un dominio invertido, como com.example.app:/callback.',
  'redirect_uris.fault.out_of_band': 'Ningún navegador puede ir a un URN: escriba una dirección.',
  'redirect_uris.fault.urn':
    'La única URN es urn:ietf:wg:oauth:2.0:oob, que muestra el código para copiarlo.',

  'client_policy.title': 'Permisos y exigencias',
  'client_policy.lead':
    'Qué usa la aplicación y qué le pide a Gatehouse por su propio bien. Lo que no usa está mejor apagado. Vale desde la próxima solicitud.',
  'client_policy.grants': 'Cómo obtiene tokens la aplicación',
  'client_policy.authorization_code_grant': 'Las personas la permiten en un navegador',
  'client_policy.authorization_code_grant.words': 'Código de autorización.',
  'client_policy.refresh_token_grant': 'Sigue trabajando cuando su persona no está',
  'client_policy.refresh_token_grant.words': 'Tokens de actualización, cada uno de un solo uso.',
  'client_policy.client_credentials_grant': 'Actúa por sí misma',
  'client_policy.client_credentials_grant.words':
    'Credenciales de cliente, con una cuenta propia en las empresas que la aprobaron.',
  'client_policy.device_grant': 'Las personas la permiten en dispositivos sin navegador',
  'client_policy.device_grant.words':
    'El dispositivo muestra un código que su persona escribe en otro lugar. Déjelo apagado si no lo necesita: un extraño puede enviar códigos a la gente.',
  'client_policy.openid_connect': 'Da acceso a personas',
  'client_policy.openid_connect.words': 'OpenID Connect: el scope openid, tokens de identidad y userinfo.',
  'client_policy.resources': 'API externas',
  'client_policy.resources.only': 'Usa solo algunas',
  'client_policy.resources.words':
    'De las API para las que esta instalación da tokens (indicadores de recursos). Sin esto puede usarlas todas.',
  'client_policy.resources.list': 'Identificadores, uno por línea; ninguno para ninguna API externa',
  'client_policy.require_private_key_jwt': 'Firma aserciones, y sus secretos ya no valen',
  'client_policy.require_private_key_jwt.words':
    'private_key_jwt con una clave registrada. Un secreto que alguien encuentre no abre nada.',
  'client_policy.demands': 'Qué le exige Gatehouse',
  'client_policy.require_proof_key': 'Toda solicitud de código lleva una clave de prueba',
  'client_policy.require_proof_key.words': 'PKCE con S256. A una aplicación sin secreto se le exige siempre.',
  'client_policy.dpop_bound_access_tokens': 'Todo token está ligado a una clave',
  'client_policy.dpop_bound_access_tokens.words': 'DPoP. Un token copiado no le sirve a nadie más.',
  'client_policy.require_pushed_authorization_requests':
    'Los navegadores llegan solo con solicitudes enviadas por adelantado',
  'client_policy.require_pushed_authorization_requests.words':
    'La aplicación deja antes su solicitud en /oauth/par, donde nadie puede cambiarla.',
  'client_policy.refresh_idle_limit_seconds': 'Un token de actualización puede quedar sin usar',
  'client_policy.refresh_absolute_limit_seconds': 'Una autorización dura',
  'client_policy.limit.deployed': 'lo que dice esta instalación',
  'client_policy.limit.seconds': '{{seconds}} segundos',
  'client_policy.limit.hour': 'una hora',
  'client_policy.limit.day': 'un día',
  'client_policy.limit.week': '7 días',
  'client_policy.limit.month': '30 días',
  'client_policy.limit.quarter': '90 días',
  'client_policy.limit.year': '365 días',
  'client_policy.refresh_grace_seconds': 'Una actualización puede volver a enviarse',
  'client_policy.refresh_grace_seconds.words':
    'Si la respuesta se perdió, el mismo token de actualización recibe el mismo par dentro de este tiempo. Después cuenta como robo.',
  'client_policy.grace.deployed': 'durante lo que dice esta instalación',
  'client_policy.grace.never': 'nunca',
  'client_policy.grace.seconds': 'durante {{seconds}} segundos',
  'client_policy.client_secret_method': 'El secreto se muestra',
  'client_policy.client_secret_method.words': 'De una sola forma, y la otra se rechaza.',
  'client_policy.client_secret_method.either': 'de cualquiera de las dos formas',
  'client_policy.client_secret_method.client_secret_basic': 'en la cabecera Authorization',
  'client_policy.client_secret_method.client_secret_post': 'en el formulario',
  'client_policy.id_token_signed_response_alg': 'Los tokens de identidad se firman con',
  'client_policy.id_token_signed_response_alg.words':
    'Todo cliente lee RS256. ES256 es más corto, y a algunos clientes hay que indicárselo.',
  'client_policy.post_logout': 'Direcciones tras cerrar sesión',
  'client_policy.post_logout.words':
    'Adónde puede ir un navegador tras un cierre de sesión que pidió la aplicación. Una dirección por línea.',
  'client_policy.save': 'Guardar permisos y exigencias',
  'client_policy.saved': 'Se guardaron los permisos y las exigencias. Valen desde la próxima solicitud.',
  'client_policy.failed': 'No se guardaron los permisos y las exigencias',

  'secrets.title': 'Secretos de cliente',
  'secrets.lead':
    'Pueden funcionar dos a la vez, para implantar el nuevo antes de que el anterior deje de valer.',
  'secrets.ends_with': 'termina en {{hint}}',
  'secrets.created': 'Creado',
  'secrets.expires': 'Vale hasta',
  'secrets.expires.never': 'que se reemplace',
  'secrets.add': 'Nuevo secreto',
  'secrets.two': 'Hay dos activos. Elimine uno antes de crear otro.',
  'secrets.delete': 'Eliminar',
  'secrets.delete.named': 'Eliminar el secreto que termina en {{hint}}',
  'secrets.delete.title': '¿Eliminar el secreto que termina en {{hint}}?',
  'secrets.delete.effect':
    'Quien aún lo use será rechazado desde la próxima solicitud. El otro secreto sigue funcionando y los tokens siguen siendo válidos.',
  'secrets.delete.confirm': 'Eliminar secreto',
  'secrets.delete.failed': 'No se eliminó el secreto',
  'secrets.deleted': 'Se eliminó el secreto.',
  'secrets.new.title': 'Crear un secreto nuevo',
  'secrets.new.lead':
    'El secreto nuevo funciona de inmediato. ¿Cuánto tiempo debe seguir valiendo el anterior?',
  'secrets.new.deadline': 'El secreto anterior vale',
  'secrets.new.now': 'ya no: se ha filtrado',
  'secrets.new.hour': 'una hora más',
  'secrets.new.day': 'un día más',
  'secrets.new.week': '7 días más',
  'secrets.new.month': '30 días más',
  'secrets.new.confirm': 'Crear secreto',
  'secrets.new.failed': 'No se creó el secreto',

  'keys.title': 'Claves',
  'keys.lead':
    'Una aplicación que firma sus solicitudes (private_key_jwt) no necesita secreto: guarda la clave privada, y aquí solo está la pública.',
  'keys.created': 'Añadida',
  'keys.add': 'Añadir clave',
  'keys.add.title': 'Añadir una clave pública',
  'keys.add.jwk': 'Clave pública (JWK)',
  'keys.add.lead': 'P-256 (ES256), Ed25519 (EdDSA) o RSA de 2048 bits o más con su alg, PS256 o RS256.',
  'keys.add.fault.not_json': 'Esto no es una clave en JSON, como {"kty":"EC","crv":"P-256","x":"…","y":"…"}.',
  'keys.add.fault.private':
    'Esta es una clave privada, por eso no se envió. Pegue la pública: la misma sin d, k, p, q, dp, dq, qi ni oth.',
  'keys.add.confirm': 'Añadir clave',
  'keys.add.failed': 'No se añadió la clave',
  'keys.added': 'Se añadió la clave. Vale desde la próxima solicitud.',
  'keys.remove': 'Quitar',
  'keys.remove.named': 'Quitar la clave {{kid}}',
  'keys.remove.title': '¿Quitar la clave {{kid}}?',
  'keys.remove.effect':
    'Quien aún firme con ella será rechazado desde la próxima solicitud. Los tokens siguen siendo válidos y este kid no se podrá volver a usar.',
  'keys.remove.last':
    'Es la última clave, y la aplicación muestra quién es solo con claves. Añada antes otra clave o desactive «Firma aserciones, y sus secretos ya no valen» más abajo.',
  'keys.remove.confirm': 'Quitar clave',
  'keys.remove.failed': 'No se quitó la clave',
  'keys.removed': 'Se quitó la clave.',
};
