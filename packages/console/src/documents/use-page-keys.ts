import { type RefObject, useEffect } from 'react';
import { useDesk } from './desk.tsx';
import { useSingleKeys } from './dialogs/shortcuts-dialog.tsx';

/** `/` goes to the search, `?` shows the keys; wherever one is on the page, but not while one writes. */
export function usePageKeys(search: RefObject<HTMLInputElement | null>): void {
  const { begin } = useDesk();
  const [single] = useSingleKeys();
  useEffect(() => {
    if (!single) return;
    const press = (event: KeyboardEvent) => {
      const { target, key, altKey, ctrlKey, metaKey } = event;
      if (altKey || ctrlKey || metaKey || (key !== '/' && key !== '?')) return;
      if (target instanceof Element && target.closest('input, textarea, select, [role="dialog"]')) return;
      event.preventDefault();
      if (key === '/') search.current?.focus();
      else begin({ what: 'shortcuts' });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [single, search, begin]);
}
