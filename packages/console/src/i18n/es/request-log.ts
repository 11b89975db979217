import type { Translation } from '../catalogue.ts';
import type { requestLog as english } from '../en/request-log.ts';

export const requestLog: Translation<typeof english> = {
  'request_log.title': 'Solicitudes rechazadas',
  'request_log.lead':
    'Por qué se rechazaron solicitudes con las credenciales o los tokens de esta aplicación. Nunca un secreto; se guardan las últimas 1000 de 30 días.',
  'request_log.loading': 'Cargando el registro…',
  'request_log.none.title': 'No se rechazó nada',
  'request_log.none.body':
    'Cuando se rechace una solicitud de esta aplicación, aparecerá aquí en segundos, con el motivo y qué hacer.',
  'request_log.received': 'Recibido',
  'request_log.expected': 'Esperado',
  'request_log.company': 'Empresa',
  'request_log.client': 'ID de cliente',
  'request_log.request_id': 'Id. de la solicitud',
  'request_log.more': 'Ver más',
  'request_log.refresh': 'Actualizar',
  'reason.other': 'El motivo es «{{reason}}».',
  'reason.malformed_request': 'No se pudo entender la solicitud. Revise su sintaxis y codificación.',
  'reason.repeated_parameter': 'Un parámetro se envió más de una vez. Envíe cada uno una sola vez.',
  'reason.missing_parameter': 'Falta un parámetro obligatorio.',
  'reason.invalid_parameter': 'Un parámetro tiene un valor no permitido.',
  'reason.too_large': 'La solicitud es demasiado grande.',
  'reason.wrong_media_type': 'Aquí no se acepta ese Content-Type. Envíe un formulario o JSON.',
  'reason.method_not_allowed': 'Esta dirección solo admite otros métodos.',
  'reason.unknown_grant_type': 'Ese grant_type no se ofrece.',
  'reason.grant_type_not_allowed': 'Estas credenciales no pueden usar ese grant_type.',
  'reason.two_authentications':
    'Las credenciales llegaron en la cabecera Authorization y también en el cuerpo. Envíelas de una sola forma.',
  'reason.other_client_in_body': 'El client_id del cuerpo no es el de la cabecera Authorization.',
  'reason.no_client': 'No se enviaron credenciales de cliente.',
  'reason.malformed_basic': 'La cabecera Basic no es el Base64 de client_id:client_secret.',
  'reason.unknown_client': 'No hay ningún cliente con ese client_id.',
  'reason.no_secret': 'Falta el secreto de cliente.',
  'reason.wrong_secret':
    'El secreto de cliente es incorrecto o venció su plazo. Compare los últimos cuatro caracteres con los de Credenciales.',
  'reason.secret_of_public_client': 'Un cliente público no tiene secreto. No envíe ninguno.',
  'reason.secret_other_way':
    'El secreto es correcto, pero se envió de la forma que la aplicación no usa. Envíelo como dice su política o deje que acepte ambas.',
  'reason.secret_refused':
    'Esta aplicación firma aserciones (private_key_jwt) y ya no acepta secretos: vea sus permisos y exigencias.',
  'reason.assertion_not_offered':
    'Esta instalación no acepta aserciones firmadas. Sus metadatos dicen con qué se identifican los clientes.',
  'reason.public_client': 'Un cliente público no puede hacer esto.',
  'reason.assertion_type_unknown':
    'El client_assertion_type no es el de los JWT. Envíe exactamente lo esperado.',
  'reason.assertion_malformed':
    'El client_assertion no es un JWT firmado como indica RFC 7523, o no nombra ningún cliente.',
  'reason.assertion_key_unknown':
    'Ninguna clave registrada tiene ese kid y ese algoritmo. Compárelos con las claves de Credenciales.',
  'reason.assertion_signature_wrong': 'La firma del client_assertion no es de la clave registrada.',
  'reason.assertion_issuer_wrong': 'iss y sub del client_assertion deben ser ambos el client_id.',
  'reason.assertion_audience_wrong': 'aud del client_assertion debe ser el emisor y nada más.',
  'reason.assertion_expiry_wrong':
    'exp del client_assertion debe estar en segundos enteros, no haber pasado y estar a cinco minutos como máximo.',
  'reason.assertion_time_wrong':
    'iat o nbf del client_assertion está en el futuro o muy atrás. Revise el reloj.',
  'reason.assertion_without_jti': 'El client_assertion no tiene jti. Dé a cada uno el suyo.',
  'reason.assertion_replayed':
    'Este client_assertion ya se usó. Firme uno nuevo, con otro jti, para cada solicitud.',
  'reason.account_ceased':
    'La cuenta de servicio dejó de funcionar. Un administrador de la empresa puede ver por qué.',
  'reason.account_expired': 'La cuenta de servicio venció.',
  'reason.too_many_failures': 'Demasiados intentos fallidos. Espere lo que indica Retry-After.',
  'reason.proof_missing': 'Falta una prueba DPoP: este token, o este cliente, está ligado a una clave.',
  'reason.proof_malformed':
    'La cabecera DPoP no es una prueba como indica RFC 9449: typ dpop+jwt, un jwk público, jti, htm, htu e iat.',
  'reason.proof_signature_wrong': 'La prueba DPoP no está firmada por la clave que lleva.',
  'reason.proof_of_other_request':
    'htm o htu de la prueba DPoP no es este método y esta dirección. Haga una prueba para cada solicitud.',
  'reason.proof_of_other_token':
    'ath de la prueba DPoP no es el SHA-256 del token de acceso con el que llegó.',
  'reason.proof_stale': 'iat de la prueba DPoP está a más de cinco minutos. Revise el reloj.',
  'reason.proof_replayed': 'Esta prueba DPoP ya se usó. Haga una nueva, con otro jti, para cada solicitud.',
  'reason.proof_nonce_missing':
    'La prueba DPoP no tiene nonce. Ponga el de la cabecera DPoP-Nonce y envíe la solicitud otra vez.',
  'reason.proof_nonce_wrong':
    'El nonce de la prueba DPoP es demasiado antiguo. Tome el DPoP-Nonce más nuevo y envíe la solicitud otra vez.',
  'reason.proof_of_other_key': 'La prueba DPoP es de otra clave que la que liga este código o token.',
  'reason.token_not_bound': 'Un token al portador se envió con el esquema DPoP. Envíelo como Bearer.',
  'reason.not_offered': 'Esta instalación no ofrece esto. Sus metadatos dicen qué ofrece.',
  'reason.too_many_requests': 'Demasiadas solicitudes en un minuto. Espere lo que indica Retry-After.',
  'reason.request_in_request':
    'La solicitud enviada por adelantado contiene request o request_uri. Envíe los parámetros mismos.',
  'reason.request_object':
    'No se ofrecen objetos de solicitud firmados (el parámetro request). Envíe la solicitud por adelantado.',
  'reason.redirect_uri_unregistered':
    'La redirect_uri no está registrada. Regístrela en Credenciales, carácter por carácter.',
  'reason.page_of_other_origin':
    'Lo pidió una página de un origen que no es el de ninguna redirect_uri. Registre una del mismo origen en Credenciales.',
  'reason.device_code_unknown': 'El código de dispositivo es desconocido o se emitió para otro cliente.',
  'reason.device_code_used': 'El código de dispositivo ya se usó: funciona una sola vez.',
  'reason.device_code_expired':
    'El código de dispositivo había caducado. Empiece de nuevo y muestre el código nuevo.',
  'reason.device_denied': 'La persona no autorizó la aplicación en el dispositivo.',
  'reason.device_too_fast':
    'El dispositivo volvió a preguntar demasiado pronto. Cada slow_down significa cinco segundos más entre dos solicitudes.',
  'reason.pushed_request_required':
    'Esta aplicación, o esta instalación, solo admite solicitudes enviadas por adelantado: envíela primero a /oauth/par.',
  'reason.repeated_resource':
    'resource se envió más de una vez al pedir un token. Un token es para una sola API: pida cada una por separado.',
  'reason.resource_switched_off':
    'La aplicación no usa esta API externa: sus permisos y exigencias nombran las que usa.',
  'reason.resource_unknown':
    'resource no es una API para la que esta instalación dé tokens a esta aplicación. Las API externas las registra quien opera la instalación.',
  'reason.resource_not_granted':
    'resource no es ninguna de las API que la persona permitió. Envíe una de ellas.',
  'reason.resource_not_named': 'La persona permitió varias API. Envíe el resource para el que es este token.',
  'reason.token_of_outside_api':
    'Un token de acceso para una API externa no se puede revocar solo. Revoque el token de actualización; este termina pronto.',
  'reason.openid_switched_off':
    'La aplicación no da acceso a personas (OpenID Connect está apagado en sus permisos y exigencias): omita el scope openid.',
  'reason.prompt_contradicts': 'prompt contiene none y algo más. Envíe none solo.',
  'reason.login_required':
    'La persona no inició sesión, o no hace lo bastante poco, y prompt=none no deja mostrar ninguna página.',
  'reason.consent_required':
    'La persona no permitió la aplicación, y prompt=none no deja mostrar ninguna página.',
  'reason.scope_insufficient': 'El token no se pidió con el alcance openid.',
  'reason.refresh_limit_reached':
    'El token de actualización estuvo sin usar demasiado tiempo, o el permiso es demasiado antiguo. Pida permiso otra vez.',
  'reason.code_unknown': 'Este código no se emitió para este cliente.',
  'reason.code_expired': 'El código tiene más de diez minutos. Pida permiso otra vez.',
  'reason.code_exhausted': 'Demasiados intentos erróneos con este código. Pida permiso otra vez.',
  'reason.code_replayed':
    'El código ya se había usado. Lo que se obtuvo con él fue revocado. Use cada código una sola vez.',
  'reason.redirect_uri_differs':
    'La redirect_uri no es la de la solicitud de autorización. Envíe exactamente el mismo texto.',
  'reason.redirect_uri_not_registered':
    'La redirect_uri no está registrada. Regístrela en Credenciales, carácter por carácter.',
  'reason.verifier_missing': 'El código se pidió con un code_challenge, así que hace falta un code_verifier.',
  'reason.verifier_wrong': 'El code_verifier no corresponde al code_challenge (S256).',
  'reason.verifier_unasked': 'Se envió un code_verifier para un código sin code_challenge.',
  'reason.grant_dead': 'La persona revocó la aplicación. Pida permiso otra vez.',
  'reason.refresh_unknown': 'Este token de actualización no se emitió para este cliente.',
  'reason.refresh_family_dead': 'Este token de actualización fue revocado. Pida permiso otra vez.',
  'reason.refresh_reused':
    'Volvió a llegar un token de actualización ya usado, así que se revocó toda su familia. Guarde el más nuevo y actualice desde un solo lugar.',
  'reason.no_bearer': 'No se envió token de acceso. Envíe «Authorization: Bearer …».',
  'reason.bad_bearer': 'El token de acceso venció, fue revocado o no es nuestro. Actualícelo.',
  'reason.response_type_missing': 'Falta response_type. Envíe code.',
  'reason.response_type_unknown': 'El único response_type es code.',
  'reason.response_mode_unknown': 'El único response_mode es query.',
  'reason.challenge_missing': 'Esta aplicación debe enviar un code_challenge (PKCE).',
  'reason.challenge_malformed': 'El code_challenge no es un resumen SHA-256 en base64url.',
  'reason.challenge_method_unknown': 'El único code_challenge_method es S256.',
  'reason.denied': 'La persona no permitió la aplicación.',
  'reason.failed':
    'Algo falló de nuestro lado. Inténtelo de nuevo; el id. de la solicitud ayuda a quien administra el servidor.',
  'reason.not_found':
    'Eso no existe, o quien llama no debe saber de ello. Sus empresas son las que muestra GET /companies: las credenciales de prueba, por ejemplo, conocen solo empresas de prueba.',
  'reason.too_many_calls': 'Se superó el límite de llamadas. Espere hasta X-Rate-Limit-Reset.',
  'reason.conflict': 'Contradice lo que hay ahora. Léalo de nuevo primero.',
  'reason.refused_input': 'Algo de lo enviado no se puede usar. Aquí se nombran los campos.',
  'reason.token_revoked': 'El token de acceso fue revocado.',
  'reason.client_unknown': 'El cliente de este token ya no existe.',
  'reason.client_disabled': 'El cliente de este token está desactivado.',
  'reason.secret_regenerated': 'El secreto se regeneró después de emitir este token. Pida un token nuevo.',
  'reason.app_suspended': 'Un operador suspendió la aplicación.',
  'reason.family_dead': 'Los tokens de este permiso fueron revocados. Pida permiso otra vez.',
  'reason.grant_revoked': 'La persona revocó la aplicación. Pida permiso otra vez.',
  'reason.principal_inactive': 'La persona o la cuenta ya no está activa.',
  'reason.account_absent':
    'La aplicación no tiene cuenta propia en esta empresa: su versión no la pide, o no está instalada allí.',
  'reason.company_inactive': 'La empresa no está activa.',
  'reason.app_not_installed':
    'La aplicación no está instalada en esta empresa. Un administrador puede instalarla, o un miembro pedirla.',
  'reason.app_disconnected':
    'Un administrador de esta empresa desconectó la aplicación. Los tokens siguen valiendo en otras.',
  'reason.app_uninstalled': 'Esta empresa desinstaló la aplicación.',
  'reason.app_blocked': 'Esta empresa bloqueó la aplicación.',
  'reason.app_not_allowed':
    'Esta empresa solo permite las aplicaciones que ha nombrado, y esta no es una de ellas.',
  'reason.publisher_not_verified':
    'Esta empresa solo permite editores verificados. Solicite la verificación en Resumen.',
  'reason.component_not_approved':
    'La versión que aprobó esta empresa no funciona de este modo. Guarde y promueva una que sí.',
  'reason.project_not_permitted': 'La empresa no permitió la aplicación en este proyecto.',
  'reason.not_in_project': 'La persona no es miembro de este proyecto.',
  'reason.project_archived': 'El proyecto está archivado y solo se lee.',
  'reason.tool_disabled': 'La herramienta está desactivada en este proyecto.',
  'reason.tool_none': 'Quien llama no tiene acceso a esta herramienta aquí.',
  'reason.level_too_low':
    'El nivel en la herramienta es insuficiente. Pida uno mayor en la configuración, o use una cuenta que lo tenga.',
  'reason.not_own_item':
    'En este nivel, quien llama solo puede hacer esto con lo que creó. Para lo que crearon otros hace falta Admin.',
};
