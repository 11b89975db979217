import type { HeldLevel } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { levelKeys } from '../permissions/levels.ts';
import { HandIcon, ReviewIcon } from '../shell/icons.tsx';
import classes from './permission-grid.module.css';

const nothing: HeldLevel = { level: 'None', source: 'template' };

/** A level that can be told by its colour, its words and, where no template says it, the mark of its source. */
export function LevelChip({ held = nothing }: { held?: HeldLevel | undefined }) {
  const { t } = useTranslation();
  const { level, source } = held;
  return (
    <span className={classes.chip} data-level={level}>
      {t(levelKeys[level])}
      {source === 'own' && <HandIcon size={14} />}
      {source === 'company_admin' && <ReviewIcon size={14} />}
    </span>
  );
}

/** The words for a chip's level and source, for those who hear them. */
export function useLevelWords() {
  const { t } = useTranslation();
  return ({ level, source }: HeldLevel = nothing) =>
    t('grid.level', { level: t(levelKeys[level]), source: t(`grid.source.${source}`) });
}
