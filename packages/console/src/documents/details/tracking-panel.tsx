import type { DocumentTrackers } from '@gatehouse/wire';
import { Alert, Button, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { LoadFailure } from '../../page/load-failure.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { Waiting } from '../../page/waiting.tsx';
import { BellIcon } from '../../shell/icons.tsx';
import { useNotice } from '../../shell/notices.tsx';
import { peopleQuery, trackersQuery } from '../documents-queries.ts';
import type { Entry } from '../entry.ts';
import { useDocumentsChange, usePlace } from '../place.ts';
import { Choice, choiceOf } from './choice.tsx';
import classes from './details-drawer.module.css';

/** Who gets mails of what others do to an item, or in a folder: oneself by a switch, others as Admins say. */
export function TrackingPanel({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(trackersQuery(usePlace(), entry));
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting label={t('console.loading')} />;
  return (
    <div className={classes.form}>
      <OwnTracking entry={entry} trackers={data} />
      {data.can_set_people && (
        <OthersTracking key={data.people.map(({ id }) => id).join()} entry={entry} trackers={data} />
      )}
    </div>
  );
}

interface PanelProps {
  readonly entry: Entry;
  readonly trackers: DocumentTrackers;
}

function useSetTrackers({ kind, id }: Entry, onSuccess?: () => void) {
  const items = kind === 'folder' ? gatehouse.folders : gatehouse.files;
  return useDocumentsChange(
    (place, wish: Parameters<typeof items.setTrackers>[2]) => items.setTrackers(place, id, wish),
    onSuccess,
  );
}

function OwnTracking({ entry, trackers }: PanelProps) {
  const { t } = useTranslation();
  const set = useSetTrackers(entry);
  return (
    <>
      {trackers.inherited_from !== null && (
        <Alert icon={<BellIcon />}>
          {t('documents.tracking.inherited', { folder: trackers.inherited_from.name })}
        </Alert>
      )}
      <Switch
        label={t('documents.tracking.own')}
        description={t(`documents.tracking.own.${entry.kind}`)}
        checked={set.isPending ? set.variables.tracking === true : trackers.tracking}
        onChange={({ currentTarget }) => set.mutate({ tracking: currentTarget.checked })}
      />
      <Refusal error={set.error} title={t('documents.tracking.failed')} />
    </>
  );
}

/** Found by name, since there may be thousands. */
function OthersTracking({ entry, trackers }: PanelProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const place = usePlace();
  const [people, setPeople] = useState(() => trackers.people.map(({ id }) => id));
  const [sought, setSought] = useState('');
  const [wanted] = useDebouncedValue(sought.trim(), 250);
  const { data: found = [] } = useQuery(peopleQuery(place, wanted));
  const stopped = trackers.stopped_people.filter(({ id }) => people.includes(id));
  const save = useSetTrackers(entry, () => notice('done', t('documents.tracking.saved')));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ person_ids: people });
      }}
    >
      <TextInput
        type="search"
        label={t('documents.tracking.find')}
        value={sought}
        onChange={({ currentTarget }) => setSought(currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <Choice
        legend={t('documents.tracking.people')}
        lines={choiceOf(people, trackers.people, found, wanted)}
        chosen={people}
        onChange={setPeople}
      />
      <p className={classes.quiet}>{t('documents.tracking.people.words')}</p>
      {stopped.length > 0 && (
        <Alert color="yellow" role="status">
          {t('documents.tracking.stopped', { people: stopped.map(({ name }) => name).join(', ') })}
        </Alert>
      )}
      <Refusal error={save.error} title={t('documents.tracking.failed')} />
      <Button type="submit" loading={save.isPending}>
        {t('documents.tracking.save')}
      </Button>
    </form>
  );
}
