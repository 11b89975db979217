import { useTranslation } from 'react-i18next';
import { gatehouse } from '../../api/gatehouse.ts';
import { useNotice } from '../../shell/notices.tsx';
import type { FileEntry } from '../entry.ts';
import { useDocumentsChange } from '../place.ts';

/** Long enough for a day's work; whoever forgets to check in does not keep it for ever. */
const checkOutFor = 24 * 60 * 60 * 1000;

/** Takes a file so that nobody else adds a version, or gives it back. */
export function useCheckOut(): (file: FileEntry, out: boolean) => void {
  const { t } = useTranslation();
  const notice = useNotice();
  const change = useDocumentsChange(
    (place, { file, out }: { file: FileEntry; out: boolean }) => {
      const until = out ? `${new Date(Date.now() + checkOutFor).toISOString().slice(0, 19)}Z` : null;
      return gatehouse.files.update(place, file.id, { checked_out_until: until });
    },
    (_file, { file, out }) =>
      notice('done', t(out ? 'documents.check_out.done' : 'documents.check_in.done', { name: file.name })),
  );
  const { mutate } = change;
  return (file, out) =>
    mutate(
      { file, out },
      { onError: () => notice('problem', t('documents.check_out.failed', { name: file.name })) },
    );
}
