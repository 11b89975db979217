import { LEVEL_NUMBERS, type PermissionDifference } from '@gatehouse/wire';
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import tables from '../page/table.module.css';
import { levelKeys } from '../permissions/levels.ts';
import classes from './difference-table.module.css';

/** What another version asks for at another level. */
export function DifferenceTable({ difference }: { difference: readonly PermissionDifference[] }) {
  const { t } = useTranslation();
  if (difference.length === 0) return <p>{t('difference.none')}</p>;
  return (
    <div className={cards.part}>
      <table className={`${tables.table} ${cards.fit}`} aria-label={t('difference.title')}>
        <thead>
          <tr>
            <th scope="col">{t('permissions.tool')}</th>
            <th scope="col">{t('difference.from')}</th>
            <th scope="col">{t('difference.to')}</th>
          </tr>
        </thead>
        <tbody>
          {difference.map(({ scope, tool, from, to }) => (
            <tr key={`${scope}-${tool}`}>
              <th scope="row">{t(`difference.${scope}`, { tool: t(`tool.${tool}`) })}</th>
              <td>{t(levelKeys[from])}</td>
              <td>
                <strong className={classes.level}>{t(levelKeys[to])}</strong>{' '}
                {LEVEL_NUMBERS[to] > LEVEL_NUMBERS[from] ? (
                  <Badge color="red" variant="light" tt="none">
                    {t('difference.more')}
                  </Badge>
                ) : (
                  <Badge variant="default" tt="none">
                    {t('difference.less')}
                  </Badge>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
