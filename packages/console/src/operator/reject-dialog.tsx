import type { ListingReview } from '@gatehouse/wire';
import { Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { focusHeadingIfLost } from '../page/page.tsx';
import { useNotice } from '../shell/notices.tsx';
import { useDecision } from './operator-queries.ts';

interface RejectDialogProps {
  /** The page in question; none while the dialog is closed. */
  readonly review: ListingReview | undefined;
  readonly onDone: () => void;
}

const nothing = { note: '', tried: false };

/** A page is not simply rejected: its developers are told what has to change. */
export function RejectDialog({ review, onDone }: RejectDialogProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [written, setWritten] = useState<{ for?: number; note: string; tried: boolean }>(nothing);
  // While the dialog fades out it still speaks of the app it was about.
  const last = useRef(review);
  if (review !== undefined) last.current = review;
  const app = last.current?.app;
  // What was written about another app says nothing about this one.
  const { note, tried } = written.for === app?.id ? written : nothing;
  const write = (part: { note?: string; tried?: boolean }) =>
    setWritten({ note, tried, ...part, ...(app && { for: app.id }) });
  const missing = note.trim() === '';
  const reject = useDecision(
    (one: ListingReview) => gatehouse.operator.decideReview(one.app.id, { decision: 'reject', note }),
    (one) => {
      onDone();
      notice('done', t('reviews.rejected', { app: one.app.name }));
    },
  );
  return (
    <ConfirmDialog
      opened={review !== undefined}
      title={t('reviews.reject.title', { app: app?.name ?? '' })}
      confirm={t('reviews.reject')}
      failed={t('reviews.failed')}
      pending={reject.isPending}
      error={reject.error}
      onCancel={() => {
        reject.reset();
        onDone();
      }}
      onConfirm={() => {
        write({ tried: true });
        if (review !== undefined && !missing) reject.mutate(review);
      }}
      onClosed={focusHeadingIfLost}
    >
      <Textarea
        label={t('reviews.note')}
        rows={4}
        required
        data-autofocus
        value={note}
        error={tried && missing && t('reviews.note.missing')}
        onChange={(event) => write({ note: event.currentTarget.value })}
      />
    </ConfirmDialog>
  );
}
