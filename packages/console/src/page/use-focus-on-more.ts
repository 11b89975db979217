import { useEffect, useRef } from 'react';

/** Takes the keyboard to the first line that has come: the button that asked may be gone with the last page. */
export function useFocusOnMore(shown: number) {
  const list = useRef<HTMLUListElement>(null);
  const first = useRef<number>(undefined);
  useEffect(() => {
    if (first.current === undefined || shown <= first.current) return;
    const line = list.current?.children[first.current];
    if (line instanceof HTMLElement) line.focus();
    first.current = undefined;
  }, [shown]);
  const moreFrom = (index: number) => {
    first.current = index;
  };
  return { list, moreFrom };
}
