import type { CustomTag } from '@gatehouse/wire';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Refusal } from '../../page/refusal.tsx';
import { settingsQuery, tagsQuery } from '../documents-queries.ts';
import type { Entry } from '../entry.ts';
import { useDocumentsChange, usePlace } from '../place.ts';
import { Choice } from './choice.tsx';
import classes from './details-drawer.module.css';

/** The tags of an item: to be read, and by Admins of the documents to be chosen. Nothing where the project has none. */
export function Tags({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const place = usePlace();
  const { data: tags = [] } = useQuery(tagsQuery(place));
  const { data: own } = useQuery(tagsQuery(place, entry.id));
  const { data: settings } = useQuery(settingsQuery(place));
  if (tags.length === 0 || own === undefined) return null;
  if (settings?.can_update === true) return <TagChoice entry={entry} tags={tags} own={own} />;
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('documents.tags')}</dt>
        <dd>{own.length === 0 ? t('documents.tags.none') : own.map(({ name }) => name).join(', ')}</dd>
      </div>
    </dl>
  );
}

interface TagChoiceProps {
  readonly entry: Entry;
  readonly tags: readonly CustomTag[];
  readonly own: readonly CustomTag[];
}

function TagChoice({ entry, tags, own }: TagChoiceProps) {
  const { t } = useTranslation();
  const set = useDocumentsChange(async (place, custom_tag_ids: number[]) => {
    if (entry.kind === 'folder') await gatehouse.folders.update(place, entry.id, { custom_tag_ids });
    else await gatehouse.files.update(place, entry.id, { custom_tag_ids });
  });
  return (
    <>
      <Choice
        legend={t('documents.tags')}
        lines={tags}
        chosen={set.isPending ? set.variables : own.map(({ id }) => id)}
        onChange={(ids) => set.mutate(ids)}
      />
      <Refusal error={set.error} title={t('documents.tags.failed')} />
    </>
  );
}
