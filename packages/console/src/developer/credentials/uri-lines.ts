import { useEffect, useRef, useState } from 'react';
import { type RedirectUriFault, redirectUriFault } from './redirect-uri-fault.ts';

/** A list of addresses while it is written. Faults show once somebody tried to save, and then as they are typed. */
export function useUriLines(saved: readonly string[]) {
  const [lines, setLines] = useState(() => saved.map((uri, id) => ({ id, uri })));
  const [attempts, setAttempts] = useState(0);
  const [added, setAdded] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // The new line is where the person goes on.
    if (added > 0) list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus();
  }, [added]);
  useEffect(() => {
    // Once the faults are shown, the first of them is where the person goes on.
    if (attempts > 0) list.current?.querySelector<HTMLInputElement>('input[aria-invalid="true"]')?.focus();
  }, [attempts]);
  const faultAt = (index: number): RedirectUriFault | 'twice' | undefined => {
    const uri = lines[index]?.uri ?? '';
    const earlier = lines.slice(0, index).some((line) => line.uri === uri);
    return redirectUriFault(uri) ?? (earlier ? 'twice' : undefined);
  };
  return {
    list,
    lines,
    faultOf: (index: number) => (attempts > 0 ? faultAt(index) : undefined),
    change: (id: number, uri: string) =>
      setLines((before) => before.map((line) => (line.id === id ? { id, uri: uri.trim() } : line))),
    add: () => {
      setLines((before) => [...before, { id: Math.max(-1, ...before.map(({ id }) => id)) + 1, uri: '' }]);
      setAdded((count) => count + 1);
    },
    remove: (id: number) => setLines((before) => before.filter((line) => line.id !== id)),
    submit: (send: (uris: readonly string[]) => void) => {
      setAttempts((count) => count + 1);
      if (lines.every((_line, index) => faultAt(index) === undefined)) send(lines.map(({ uri }) => uri));
    },
  };
}
