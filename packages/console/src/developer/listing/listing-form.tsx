import type { App, Listing } from '@gatehouse/wire';
import { Button, Group } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Panel } from '../../page/panel.tsx';
import { Refusal } from '../../page/refusal.tsx';
import { useNotice } from '../../shell/notices.tsx';
import appClasses from '../app/app.module.css';
import { manages } from '../app/app-page.tsx';
import { ListingBadge } from '../app/listing-badge.tsx';
import { useAppChange } from '../app-queries.ts';
import classes from './listing.module.css';
import { listingFaults } from './listing-faults.ts';
import { ListingFields } from './listing-fields.tsx';
import { ListingSteps } from './listing-steps.tsx';

/** The app's page in the marketplace: written here, reviewed by an operator, shown to companies. */
export function ListingForm({ app, listing }: { app: App; listing: Listing }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const saved = {
    tagline: listing.tagline,
    about: listing.about,
    email: listing.support_email ?? '',
    website: listing.website ?? '',
  };
  const [texts, setTexts] = useState(saved);
  const [tried, setTried] = useState(false);
  const faults = listingFaults(texts);
  const mayEdit = manages(app) && listing.status !== 'in_review' && listing.status !== 'approved';
  const save = useAppChange(
    () =>
      gatehouse.appListings.update(app.id, {
        tagline: texts.tagline,
        about: texts.about,
        support_email: texts.email || null,
        website: texts.website || null,
      }),
    () => notice('done', t('listing.saved')),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) save.mutate(undefined);
  };
  const unsaved = JSON.stringify(texts) !== JSON.stringify(saved);
  return (
    <Panel
      title={t('listing.title')}
      lead={t(`listing.lead.${listing.status}`)}
      action={<ListingBadge status={listing.status} />}
    >
      {listing.review_note !== null && listing.review_note !== '' && (
        <blockquote className={classes.note}>
          <strong>{t('listing.note')}</strong>
          <p>{listing.review_note}</p>
        </blockquote>
      )}
      <form className={appClasses.form} onSubmit={send} noValidate>
        <ListingFields
          texts={texts}
          faults={tried ? faults : {}}
          disabled={!mayEdit}
          onChange={(part) => setTexts({ ...texts, ...part })}
        />
        <Refusal error={save.error} title={t('listing.save.failed')} />
        {!manages(app) && <p className={appClasses.note}>{t('app.managers_only')}</p>}
        <Group>
          {mayEdit && (
            <Button type="submit" variant="default" loading={save.isPending}>
              {t('listing.save')}
            </Button>
          )}
          {manages(app) && <ListingSteps app={app} listing={listing} unsaved={unsaved} />}
        </Group>
      </form>
    </Panel>
  );
}
