import type { DocumentAccess } from '@gatehouse/wire';
import { Alert, Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { accessQuery, groupsQuery, peopleQuery } from '../documents-queries.ts';
import type { Entry } from '../entry.ts';
import { LockIcon } from '../icons.tsx';
import { useDocumentsChange, usePlace } from '../place.ts';
import classes from './details-drawer.module.css';

/** Who sees an item: everybody with the tool, or those who are named. */
export function AccessPanel({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(accessQuery(usePlace(), entry));
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('console.loading')} />;
  return <AccessForm entry={entry} access={data} />;
}

function AccessForm({ entry, access }: { entry: Entry; access: DocumentAccess }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [isPrivate, setPrivate] = useState(access.private);
  const [people, setPeople] = useState(() => access.people.map(({ id }) => id));
  const [groups, setGroups] = useState(() => access.groups.map(({ id }) => id));
  const save = useDocumentsChange(
    (place) => {
      const list = { private: isPrivate, person_ids: people, group_ids: groups };
      return entry.kind === 'folder'
        ? gatehouse.folders.setAccess(place, entry.id, list)
        : gatehouse.files.setAccess(place, entry.id, list);
    },
    (now) =>
      notice(
        'done',
        t(now.private ? 'documents.access.closed' : 'documents.access.opened', { name: entry.name }),
      ),
  );
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      {access.inherited_from !== null && (
        <Alert icon={<LockIcon />}>
          {t('documents.access.inherited', { folder: access.inherited_from.name })}
        </Alert>
      )}
      <Checkbox
        label={t('documents.access.private')}
        description={t('documents.access.private.words')}
        checked={isPrivate}
        onChange={({ currentTarget }) => setPrivate(currentTarget.checked)}
      />
      {isPrivate && (
        <Readers access={access} people={people} groups={groups} onPeople={setPeople} onGroups={setGroups} />
      )}
      <Refusal error={save.error} title={t('documents.access.failed')} />
      <Button type="submit" loading={save.isPending}>
        {t('documents.access.save')}
      </Button>
    </form>
  );
}

interface ReadersProps {
  readonly access: DocumentAccess;
  readonly people: readonly number[];
  readonly groups: readonly number[];
  readonly onPeople: (ids: number[]) => void;
  readonly onGroups: (ids: number[]) => void;
}

/** Those who are named, and those who could be: found by name, since there may be thousands. */
function Readers({ access, people, groups, onPeople, onGroups }: ReadersProps) {
  const { t } = useTranslation();
  const place = usePlace();
  const [sought, setSought] = useState('');
  const [wanted] = useDebouncedValue(sought.trim(), 250);
  const { data: foundPeople = [] } = useQuery(peopleQuery(place, wanted));
  const { data: allGroups = [] } = useQuery(groupsQuery(place));
  const has = (name: string | null) => (name ?? '').toLocaleLowerCase().includes(wanted.toLocaleLowerCase());
  const lines = (chosen: readonly number[], named: readonly Named[], found: readonly Named[]) => {
    const others = found.filter(({ id }) => !named.some((each) => each.id === id));
    return [...named.filter(({ id, name }) => chosen.includes(id) || has(name)), ...others];
  };
  return (
    <>
      <TextInput
        type="search"
        label={t('documents.access.find')}
        value={sought}
        onChange={({ currentTarget }) => setSought(currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <Choice
        legend={t('documents.access.people')}
        lines={lines(people, access.people, foundPeople)}
        chosen={people}
        onChange={onPeople}
      />
      {(allGroups.length > 0 || access.groups.length > 0) && (
        <Choice
          legend={t('documents.access.groups')}
          lines={lines(
            groups,
            access.groups,
            allGroups.filter(({ name }) => has(name)),
          )}
          chosen={groups}
          onChange={onGroups}
        />
      )}
    </>
  );
}

interface Named {
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

function Choice({ legend, lines, chosen, onChange }: ChoiceProps) {
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
