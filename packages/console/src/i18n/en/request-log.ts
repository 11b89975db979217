export const requestLog = {
  'request_log.title': 'Refused requests',
  'request_log.lead':
    'Why requests with this app’s credentials or tokens were refused. Never a secret; the newest 1,000 of 30 days are kept.',
  'request_log.loading': 'Loading the request log…',
  'request_log.none.title': 'Nothing was refused',
  'request_log.none.body':
    'When a request of this app is refused, it appears here within seconds, with the reason and what to do.',
  'request_log.received': 'Received',
  'request_log.expected': 'Expected',
  'request_log.company': 'Company',
  'request_log.client': 'Client ID',
  'request_log.request_id': 'Request ID',
  'request_log.more': 'Show more',
  'request_log.refresh': 'Refresh',
  'reason.other': 'The reason is “{{reason}}”.',
  'reason.malformed_request': 'The request could not be understood. Check its syntax and encoding.',
  'reason.repeated_parameter': 'A parameter was sent more than once. Send each one once.',
  'reason.missing_parameter': 'A required parameter is missing.',
  'reason.invalid_parameter': 'A parameter has a value that is not allowed.',
  'reason.too_large': 'The request is too large.',
  'reason.wrong_media_type': 'The Content-Type is not accepted here. Send a form or JSON.',
  'reason.method_not_allowed': 'This address takes other methods only.',
  'reason.unknown_grant_type': 'This grant_type is not offered.',
  'reason.grant_type_not_allowed': 'These credentials may not use this grant_type.',
  'reason.two_authentications':
    'The credentials came both in the Authorization header and in the body. Send them one way.',
  'reason.other_client_in_body': 'The client_id of the body is not that of the Authorization header.',
  'reason.no_client': 'No client credentials were sent.',
  'reason.malformed_basic': 'The Basic header is not the Base64 of client_id:client_secret.',
  'reason.unknown_client': 'There is no client with this client_id.',
  'reason.no_secret': 'The client secret is missing.',
  'reason.wrong_secret':
    'The client secret is wrong, or its deadline has passed. Compare the last four characters with those under Credentials.',
  'reason.secret_of_public_client': 'A public client has no secret. Send none.',
  'reason.secret_other_way':
    'The secret is right and was sent in the way that the app does not use. Send it as its policy says, or let the policy take either.',
  'reason.secret_refused':
    'This app signs assertions (private_key_jwt) and takes no secret any more: see its grants and demands.',
  'reason.assertion_not_offered':
    'This deployment takes no signed assertions. Its metadata says by what clients authenticate.',
  'reason.public_client': 'A public client may not do this.',
  'reason.assertion_type_unknown':
    'The client_assertion_type is not the one for JWTs. Send exactly what is expected.',
  'reason.assertion_malformed':
    'The client_assertion is not a signed JWT as RFC 7523 has it, or it names no client.',
  'reason.assertion_key_unknown':
    'No registered key has this kid and algorithm. Compare them with the keys under Credentials.',
  'reason.assertion_signature_wrong': 'The signature of the client_assertion is not by the registered key.',
  'reason.assertion_issuer_wrong': 'iss and sub of the client_assertion must both be the client_id.',
  'reason.assertion_audience_wrong': 'aud of the client_assertion must be the issuer and nothing else.',
  'reason.assertion_expiry_wrong':
    'exp of the client_assertion must be in whole seconds, not past, and at most five minutes ahead.',
  'reason.assertion_time_wrong':
    'iat or nbf of the client_assertion is in the future or long past. Check the clock.',
  'reason.assertion_without_jti': 'The client_assertion has no jti. Give each one its own.',
  'reason.assertion_replayed':
    'This client_assertion was used before. Sign a new one, with a new jti, for each request.',
  'reason.account_ceased': 'The service account has ceased to function. An admin of the company sees why.',
  'reason.account_expired': 'The service account has expired.',
  'reason.too_many_failures': 'Too many failed attempts. Wait as long as Retry-After says.',
  'reason.proof_missing': 'A DPoP proof is missing: this token, or this client, is bound to a key.',
  'reason.proof_malformed':
    'The DPoP header is not one proof as RFC 9449 has it: typ dpop+jwt, a public jwk, jti, htm, htu and iat.',
  'reason.proof_signature_wrong': 'The DPoP proof is not signed by the key it carries.',
  'reason.proof_of_other_request':
    'htm or htu of the DPoP proof is not this method and address. Make one proof for each request.',
  'reason.proof_of_other_token': 'ath of the DPoP proof is not the SHA-256 of the access token it came with.',
  'reason.proof_stale': 'iat of the DPoP proof is more than five minutes away. Check the clock.',
  'reason.proof_replayed':
    'This DPoP proof was used before. Make a new one, with a new jti, for each request.',
  'reason.proof_nonce_missing':
    'The DPoP proof has no nonce. Put in the one of the DPoP-Nonce header and send the request again.',
  'reason.proof_nonce_wrong':
    'The nonce of the DPoP proof is too old. Take the newest DPoP-Nonce and send the request again.',
  'reason.proof_of_other_key':
    'The DPoP proof is by another key than the one that this code or token is bound to.',
  'reason.token_not_bound': 'A bearer token was sent with the scheme DPoP. Send it as Bearer.',
  'reason.not_offered': 'This deployment does not offer this. Its metadata says what it offers.',
  'reason.too_many_requests': 'Too many requests in one minute. Wait as long as Retry-After says.',
  'reason.request_in_request':
    'A pushed request holds request or request_uri. Send the parameters themselves.',
  'reason.request_object':
    'Signed request objects (the request parameter) are not offered. Push the request instead.',
  'reason.redirect_uri_unregistered':
    'The redirect_uri is not registered. Register it under Credentials, character by character.',
  'reason.page_of_other_origin':
    'A page of an origin asked that is not that of a redirect_uri. Register one of the same origin under Credentials.',
  'reason.device_code_unknown': 'The device code is unknown, or was issued to another client.',
  'reason.device_code_used': 'The device code was used already: it works once.',
  'reason.device_code_expired': 'The device code had expired. Start again, and show the new code.',
  'reason.device_denied': 'The person did not allow the app on the device.',
  'reason.device_too_fast':
    'The device asked again too soon. Each slow_down means five seconds more between two requests.',
  'reason.pushed_request_required':
    'This app, or this deployment, takes pushed requests only: send the request to /oauth/par first.',
  'reason.repeated_resource':
    'resource was sent more than once where a token is asked for. A token is for one API: ask for each by itself.',
  'reason.resource_switched_off':
    'The app does not use this outside API: its grants and demands name those that it does.',
  'reason.resource_unknown':
    'The resource is not one that this deployment gives this app tokens for. Its operator registers outside APIs.',
  'reason.resource_not_granted': 'The resource is none of those that the person allowed. Send one of them.',
  'reason.resource_not_named': 'The person allowed several APIs. Send the resource that this token is for.',
  'reason.token_of_outside_api':
    'An access token for an outside API cannot be revoked by itself. Revoke the refresh token; this one ends soon.',
  'reason.openid_switched_off':
    'The app signs nobody in (OpenID Connect is off in its grants and demands): leave the scope openid out.',
  'reason.prompt_contradicts': 'prompt holds none and something else. Send none alone.',
  'reason.login_required':
    'The person is not signed in, or not freshly enough, and prompt=none lets no page be shown.',
  'reason.consent_required': 'The person has not allowed the app, and prompt=none lets no page be shown.',
  'reason.scope_insufficient': 'The token was not asked for with the scope openid.',
  'reason.refresh_limit_reached':
    'The refresh token lay unused for too long, or the authorization is too old. Ask the person again.',
  'reason.code_unknown': 'This code was not issued to this client.',
  'reason.code_expired': 'The code is older than ten minutes. Ask the person again.',
  'reason.code_exhausted': 'Too many wrong attempts with this code. Ask the person again.',
  'reason.code_replayed':
    'The code had been used already. What it bought has been revoked. Use each code once.',
  'reason.redirect_uri_differs':
    'The redirect_uri is not the one of the authorization request. Send exactly the same text.',
  'reason.redirect_uri_not_registered':
    'The redirect_uri is not registered. Register it under Credentials, character by character.',
  'reason.verifier_missing': 'The code was asked for with a code_challenge, so a code_verifier is needed.',
  'reason.verifier_wrong': 'The code_verifier does not belong to the code_challenge (S256).',
  'reason.verifier_unasked': 'A code_verifier was sent for a code that has no code_challenge.',
  'reason.grant_dead': 'The person has revoked the app. Ask again.',
  'reason.refresh_unknown': 'This refresh token was not issued to this client.',
  'reason.refresh_family_dead': 'This refresh token was revoked. Ask the person again.',
  'reason.refresh_reused':
    'A consumed refresh token came again, so all of its family was revoked. Keep the newest, and refresh from one place at a time.',
  'reason.no_bearer': 'No access token was sent. Send “Authorization: Bearer …”.',
  'reason.bad_bearer': 'The access token is expired, revoked or not ours. Refresh it.',
  'reason.response_type_missing': 'The response_type is missing. Send code.',
  'reason.response_type_unknown': 'The only response_type is code.',
  'reason.response_mode_unknown': 'The only response_mode is query.',
  'reason.challenge_missing': 'This app must send a code_challenge (PKCE).',
  'reason.challenge_malformed': 'The code_challenge is not a SHA-256 digest in base64url.',
  'reason.challenge_method_unknown': 'The only code_challenge_method is S256.',
  'reason.denied': 'The person did not allow the app.',
  'reason.failed':
    'Something went wrong on our side. Try again; the request ID helps whoever runs the server.',
  'reason.not_found':
    'There is no such thing, or the caller may not know of it. The caller’s companies are those that GET /companies lists: sandbox credentials, for one, know sandbox companies only.',
  'reason.too_many_calls': 'The rate limit was exceeded. Wait until X-Rate-Limit-Reset.',
  'reason.conflict': 'It contradicts what is there now. Read it again first.',
  'reason.refused_input': 'Something that was sent cannot be used. The fields are named here.',
  'reason.token_revoked': 'The access token was revoked.',
  'reason.client_unknown': 'The client of this token no longer exists.',
  'reason.client_disabled': 'The client of this token is switched off.',
  'reason.secret_regenerated': 'The secret was regenerated after this token was issued. Ask for a new token.',
  'reason.app_suspended': 'An operator has suspended the app.',
  'reason.family_dead': 'The tokens of this sign-in were revoked. Ask the person again.',
  'reason.grant_revoked': 'The person has revoked the app. Ask again.',
  'reason.principal_inactive': 'The person or account is no longer active.',
  'reason.account_absent':
    'The app has no account of its own in this company: its version asks for none, or it is not installed there.',
  'reason.company_inactive': 'The company is not active.',
  'reason.app_not_installed':
    'The app is not installed in this company. An admin can install it, or a member can ask for it.',
  'reason.app_disconnected':
    'An admin of this company has disconnected the app. Tokens stay valid elsewhere.',
  'reason.app_uninstalled': 'This company has uninstalled the app.',
  'reason.app_blocked': 'This company has blocked the app.',
  'reason.app_not_allowed': 'This company only allows apps that it has named, and this is none of them.',
  'reason.publisher_not_verified':
    'This company only allows verified publishers. Ask for verification under Overview.',
  'reason.component_not_approved':
    'The version that this company approved does not work in this way. Save and promote one that does.',
  'reason.project_not_permitted': 'The company has not permitted the app in this project.',
  'reason.not_in_project': 'The person is not a member of this project.',
  'reason.project_archived': 'The project is archived, and is only read.',
  'reason.tool_disabled': 'The tool is switched off in this project.',
  'reason.tool_none': 'The caller has no access to this tool here.',
  'reason.level_too_low':
    'The level on the tool is too low for this. Ask for a higher one in the configuration, or use an account that has it.',
  'reason.not_own_item':
    'At this level the caller may do this only to what they made themselves. It takes Admin for what others made.',
} as const;
