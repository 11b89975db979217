import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { SearchIcon } from '../shell/icons.tsx';

/** A pause in typing, in milliseconds, after which the server is asked. */
const pause = 250;

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Finds as one types. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  // Somebody went back, or followed a link to another search.
  useEffect(() => setTyped(value), [value]);
  const ask = useDebouncedCallback(onChange, pause);
  return (
    <TextInput
      type="search"
      label={label}
      leftSection={<SearchIcon size={18} />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        ask(currentTarget.value.trim());
      }}
    />
  );
}
