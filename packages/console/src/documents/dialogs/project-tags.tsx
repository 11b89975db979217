import type { DocumentsScope } from '@gatehouse/client';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Refusal } from '../../page/refusal.tsx';
import { tagsQuery } from '../documents-queries.ts';
import { useDocumentsChange, usePlace } from '../place.ts';
import classes from './project-tags.module.css';

/** The words that a project gives its documents, for the Admins of the tool. */
export function ProjectTags() {
  const { t } = useTranslation();
  const title = useId();
  const field = useId();
  const place = usePlace();
  const { data: tags = [] } = useQuery(tagsQuery(place));
  const [name, setName] = useState('');
  const add = useDocumentsChange(
    (at, wanted: string) => gatehouse.customTags.create(projectOf(at), wanted),
    () => setName(''),
  );
  const remove = useDocumentsChange((at, id: number) => gatehouse.customTags.remove(projectOf(at), id));
  return (
    <section aria-labelledby={title} className={classes.tags}>
      <h3 id={title}>{t('documents.tags.of_project')}</h3>
      <p>{t('documents.tags.words')}</p>
      {tags.length > 0 && (
        <ul className={classes.list} aria-labelledby={title}>
          {tags.map((tag) => (
            <li key={tag.id}>
              <span>{tag.name}</span>
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t('documents.tags.remove.named', { name: tag.name })}
                disabled={remove.isPending}
                onClick={() => {
                  remove.mutate(tag.id);
                  // The button goes with its tag: the keyboard goes on in the field.
                  document.getElementById(field)?.focus();
                }}
              >
                {t('documents.tags.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className={classes.add}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') add.mutate(name.trim());
        }}
      >
        <TextInput
          id={field}
          label={t('documents.tags.new')}
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('documents.tags.add')}
        </Button>
      </form>
      <Refusal error={add.error ?? remove.error} title={t('documents.tags.failed')} />
    </section>
  );
}

/** Shown in projects alone. */
function projectOf({ companyId, projectId = 0 }: DocumentsScope) {
  return { companyId, projectId };
}
