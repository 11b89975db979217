// Keeps the page up to date without taking the focus or the selection away from anybody.
const every = 2_000;

async function renew() {
  const gone = document.querySelector('#gone');
  try {
    const answer = await fetch(location.href, { cache: 'no-store' });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [next, now] = [page.querySelector('#mounts'), document.querySelector('#mounts')];
    gone?.setAttribute('hidden', '');
    const isRead = now?.contains(document.activeElement) || String(getSelection()) !== '';
    if (next && now && !isRead && next.innerHTML !== now.innerHTML) now.replaceChildren(...next.childNodes);
  } catch {
    gone?.removeAttribute('hidden');
  }
}

setInterval(renew, every);
