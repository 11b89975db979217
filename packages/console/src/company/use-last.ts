import { useRef } from 'react';

/** The last value there was: while a dialog fades out it still speaks of what it was about. */
export function useLast<Value>(value: Value | undefined): Value | undefined {
  const last = useRef(value);
  if (value !== undefined) last.current = value;
  return last.current;
}
