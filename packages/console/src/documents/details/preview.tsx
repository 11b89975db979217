import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale.ts';
import { Waiting } from '../../page/waiting.tsx';
import type { FileEntry } from '../entry.ts';
import { PageIcon } from '../icons.tsx';
import { sizeInWords } from '../size.ts';
import { inlineAddress } from './file-address.ts';
import classes from './preview-dialog.module.css';
import { previewOf } from './previewable.ts';

/** What the browser shows of a file. The bytes come with a policy of their own, which lets nothing in them run or load. */
export function Preview({ file }: { file: FileEntry }) {
  const kind = previewOf(file.name);
  if (kind === 'image') return <Picture file={file} />;
  if (kind === 'pdf')
    return navigator.pdfViewerEnabled ? <Pdf file={file} /> : <None file={file} type="pdf" />;
  return <None file={file} type="none" />;
}

function Picture({ file }: { file: FileEntry }) {
  const [broken, setBroken] = useState(false);
  if (broken) return <None file={file} type="broken" />;
  return (
    <img
      className={classes.image}
      src={inlineAddress(file.url)}
      alt={file.description ?? file.name}
      onError={() => setBroken(true)}
      onLoad={({ currentTarget }) => isBlank(currentTarget) && setBroken(true)}
    />
  );
}

/** A file that stops behind its head counts as loaded: the browser knows how large the picture is, and draws nothing. */
function isBlank(picture: HTMLImageElement): boolean {
  const size = 32;
  const context = new OffscreenCanvas(size, size).getContext('2d');
  if (context === null) return false;
  try {
    context.drawImage(picture, 0, 0, size, size);
    return context.getImageData(0, 0, size, size).data.every((value) => value === 0);
  } catch {
    // From another origin it may be shown, and not be looked at.
    return false;
  }
}

/** A frame says nothing of what it could not load, and what is not to be shown would be downloaded by it: asked first. */
function Pdf({ file }: { file: FileEntry }) {
  const { t } = useTranslation();
  const address = inlineAddress(file.url);
  const { data: isShown, isPending } = useQuery({
    queryKey: ['preview', address],
    queryFn: async () => {
      const { headers } = await fetch(address, { method: 'HEAD' });
      return headers.get('content-disposition') === 'inline';
    },
  });
  if (isPending) return <Waiting label={t('console.loading')} parts={1} />;
  if (isShown !== true) return <None file={file} type="broken" />;
  return <iframe className={classes.page} src={address} title={file.name} />;
}

function None({ file, type }: { file: FileEntry; type: 'none' | 'broken' | 'pdf' }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <div className={classes.none}>
      <PageIcon size={48} />
      <p>{t(`documents.preview.${type}`)}</p>
      <p className={classes.size}>{sizeInWords(locale, file.size)}</p>
    </div>
  );
}
