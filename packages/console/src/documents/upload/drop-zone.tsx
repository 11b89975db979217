import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotice } from '../../shell/notices.tsx';
import { UploadIcon } from '../icons.tsx';
import classes from './drop-zone.module.css';
import { type Brought, readDrop } from './read-drop.ts';

interface DropZoneProps {
  readonly enabled: boolean;
  readonly folderName: string;
  readonly onBrought: (brought: readonly Brought[]) => void;
  readonly children: ReactNode;
}

/** Takes files and whole folders that are dropped on it. The same can be done by the upload menu. */
export function DropZone({ enabled, folderName, onBrought, children }: DropZoneProps) {
  const { t } = useTranslation();
  const notice = useNotice();
  const [over, setOver] = useState(false);
  /** How deep the pointer is in: entering a child comes before leaving its parent. */
  const depth = useRef(0);
  const carriesFiles = ({ dataTransfer }: DragEvent) => enabled && dataTransfer.types.includes('Files');
  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the menu does it by keyboard
    <div
      className={classes.zone}
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.preventDefault();
      }}
      onDragLeave={() => {
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDrop={(event) => {
        leave();
        if (!carriesFiles(event)) return;
        event.preventDefault();
        readDrop(event.dataTransfer).then(onBrought, () =>
          notice('problem', t('documents.upload.unreadable')),
        );
      }}
    >
      {children}
      {over && (
        <div className={classes.over} aria-hidden="true">
          <UploadIcon size={32} />
          {t('documents.upload.drop', { folder: folderName })}
        </div>
      )}
    </div>
  );
}
