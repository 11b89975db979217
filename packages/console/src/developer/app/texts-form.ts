import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The server's limits; it says so itself, but in English only and after the fact. */
const longest = { name: 100, publisher: 100, description: 1_000 } as const;
type Field = keyof typeof longest;

/** The texts of an app while they are written, and what is wrong with each once somebody tried to send them. */
export function useTexts(initial: Record<Field, string>) {
  const { t } = useTranslation();
  const [texts, setTexts] = useState(initial);
  const [tried, setTried] = useState(false);
  const faultOf = (field: Field): string | undefined => {
    if (texts[field].length > longest[field]) return t('app_form.too_long', { most: longest[field] });
    return field !== 'description' && texts[field].trim() === '' ? t('app_form.missing') : undefined;
  };
  return {
    texts,
    /** What an input of this field needs. */
    field: (name: Field) => ({
      name,
      value: texts[name],
      error: tried && faultOf(name),
      onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
        setTexts((before) => ({ ...before, [name]: value })),
    }),
    /** Sends them if they can be sent. */
    submit: (send: (texts: Record<Field, string>) => void) => {
      setTried(true);
      if (faultOf('name') === undefined && faultOf('publisher') === undefined && !faultOf('description'))
        send(texts);
    },
  };
}
