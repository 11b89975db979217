/**
 * Runs the Web Authentication ceremony of each form that carries options for it, and posts what the authenticator
 * answered. Without script, or in a browser that has none of it, these forms stay hidden and the others remain.
 */
for (const form of document.querySelectorAll('form[data-passkey]')) prepare(form);

function prepare(form) {
  const creates = form.dataset.passkey === 'create';
  const parse = creates ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
  if (typeof globalThis.PublicKeyCredential?.[parse] !== 'function') return;
  for (const substitute of document.querySelectorAll('[data-without-passkeys]')) substitute.hidden = true;
  form.hidden = false;
  const problem = form.querySelector('[data-passkey-problem]');
  const offer = new AbortController();
  const ask = async (more) => {
    const publicKey = PublicKeyCredential[parse](JSON.parse(form.dataset.options));
    const asked = { publicKey, ...more };
    const credential = creates
      ? await navigator.credentials.create(asked)
      : await navigator.credentials.get(asked);
    form.elements.namedItem('response').value = JSON.stringify(credential);
    form.submit();
  };
  // Beside the address that is being typed the browser offers the passkeys it knows. Whoever takes none loses nothing.
  if (document.querySelector('[autocomplete~="webauthn"]') !== null)
    PublicKeyCredential.isConditionalMediationAvailable?.()
      .then((can) => can && ask({ mediation: 'conditional', signal: offer.signal }))
      .catch(() => {});
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    problem.hidden = true;
    offer.abort();
    try {
      await ask({});
    } catch {
      // Declined, timed out, or nothing there that fits: the person is told, and may try again.
      problem.hidden = false;
    }
  });
}
