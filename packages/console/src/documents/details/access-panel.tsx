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
import { Choice, choiceOf, hasWords } from './choice.tsx';
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
        lines={choiceOf(people, access.people, foundPeople, wanted)}
        chosen={people}
        onChange={onPeople}
      />
      {(allGroups.length > 0 || access.groups.length > 0) && (
        <Choice
          legend={t('documents.access.groups')}
          lines={choiceOf(
            groups,
            access.groups,
            allGroups.filter(({ name }) => hasWords(name, wanted)),
            wanted,
          )}
          chosen={groups}
          onChange={onGroups}
        />
      )}
    </>
  );
}
