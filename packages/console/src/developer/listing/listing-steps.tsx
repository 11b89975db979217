import type { App, Listing } from '@gatehouse/wire';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { Refusal } from '../../page/refusal.tsx';
import { useNotice } from '../../shell/notices.tsx';
import appClasses from '../app/app.module.css';
import { useAppChange } from '../app-queries.ts';

interface ListingStepsProps {
  readonly app: App;
  readonly listing: Listing;
  readonly unsaved: boolean;
}

/** What can be done with the page as it stands: submitted, or withdrawn. */
export function ListingSteps({ app, listing, unsaved }: ListingStepsProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const submit = useAppChange(
    () => gatehouse.appListings.submit(app.id),
    () => notice('done', t('listing.submitted')),
  );
  const withdraw = useAppChange(
    () => gatehouse.appListings.withdraw(app.id),
    () => notice('done', t('listing.withdrawn')),
  );
  const shown = listing.status === 'in_review' || listing.status === 'approved';
  return (
    <>
      {shown ? (
        <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
          {t('listing.withdraw')}
        </Button>
      ) : (
        <Button
          disabled={unsaved || listing.tagline === ''}
          loading={submit.isPending}
          onClick={() => submit.mutate(undefined)}
        >
          {t('listing.submit')}
        </Button>
      )}
      {!shown && unsaved && <p className={appClasses.note}>{t('listing.save_first')}</p>}
      <Refusal error={submit.error ?? withdraw.error} title={t('listing.step.failed')} />
    </>
  );
}
