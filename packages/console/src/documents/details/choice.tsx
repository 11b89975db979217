import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './details-drawer.module.css';

export interface Named {
  readonly id: number;
  readonly name: string | null;
  readonly login?: string | null;
}

interface ChoiceProps {
  readonly legend: string;
  readonly lines: readonly Named[];
  readonly chosen: readonly number[];
  readonly onChange: (ids: number[]) => void;
}

/** Some of many people or groups. */
export function Choice({ legend, lines, chosen, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.group}>
      <legend>{legend}</legend>
      <div className={classes.people}>
        {lines.length === 0 && <p className={classes.quiet}>{t('documents.access.nobody')}</p>}
        {lines.map(({ id, name, login }) => (
          <Checkbox
            key={id}
            label={name}
            description={login}
            checked={chosen.includes(id)}
            onChange={() =>
              onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Those who are chosen or have the wanted words, and then whoever else was found. */
export function choiceOf(
  chosen: readonly number[],
  named: readonly Named[],
  found: readonly Named[],
  wanted: string,
): Named[] {
  const others = found.filter(({ id }) => !named.some((each) => each.id === id));
  return [...named.filter(({ id, name }) => chosen.includes(id) || hasWords(name, wanted)), ...others];
}

export function hasWords(name: string | null, wanted: string): boolean {
  return (name ?? '').toLocaleLowerCase().includes(wanted.toLocaleLowerCase());
}
