import { LEVEL_NUMBERS, type PermissionDifference } from '@gatehouse/wire';
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { levelKeys } from '../permissions/levels.ts';
import classes from './difference-list.module.css';

/** What another version asks for at another level; what it asks for in addition strikes the eye. */
export function DifferenceList({ difference }: { difference: readonly PermissionDifference[] }) {
  const { t } = useTranslation();
  if (difference.length === 0) return <p>{t('difference.none')}</p>;
  return (
    <ul className={classes.changes} aria-label={t('difference.title')}>
      {difference.map(({ scope, tool, from, to }) => {
        const more = LEVEL_NUMBERS[to] > LEVEL_NUMBERS[from];
        return (
          <li key={`${scope}-${tool}`}>
            <span>
              <strong>{t(`difference.${scope}`, { tool: t(`tool.${tool}`) })}</strong>:{' '}
              {t('difference.step', { from: t(levelKeys[from]), to: t(levelKeys[to]) })}
            </span>
            <Badge {...(more ? { color: 'red', variant: 'light' } : { variant: 'default' })} tt="none">
              {t(more ? 'difference.more' : 'difference.less')}
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}
