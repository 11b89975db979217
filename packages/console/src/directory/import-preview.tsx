import type { PeopleImportRow } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import tables from '../page/table.module.css';
import classes from './directory.module.css';
import { importFault } from './import-fault.ts';

/** More lines than these are told by their number: what is wrong comes first, and is what one came to see. */
const mostLines = 200;

/** What each line of the text would do, those that cannot be carried out first. */
export function ImportPreview({ rows }: { rows: readonly PeopleImportRow[] }) {
  const { t } = useTranslation();
  const faulty = (row: PeopleImportRow) => Object.keys(row.errors).length > 0;
  const sorted = [...rows.filter(faulty), ...rows.filter((row) => !faulty(row))];
  return (
    <div className={tables.scroll}>
      <table className={tables.table}>
        <caption className={classes.caption}>{t('import.preview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('grid.person')}</th>
            <th scope="col">{t('import.action')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, mostLines).map((row) => (
            <tr key={row.line} className={faulty(row) ? classes.faulty : undefined}>
              <td>{row.line}</td>
              <th scope="row">
                {[row.person.first_name, row.person.last_name].filter(Boolean).join(' ')}
                <br />
                <span className={classes.quiet}>{row.person.email_address ?? row.person.email}</span>
              </th>
              <td>{faulty(row) ? <Faults row={row} /> : t(`import.action.${row.action}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > mostLines && (
        <p className={classes.quiet}>{t('import.more', { count: sorted.length - mostLines })}</p>
      )}
    </div>
  );
}

/** What is wrong, by the column that it stands in. */
function Faults({ row }: { row: PeopleImportRow }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.faults}>
      {Object.entries(row.errors).map(([field, words]) => (
        <li key={field}>
          <Column field={field} />{' '}
          {words.map((text) => {
            const known = importFault(text);
            return known === undefined ? (
              <span key={text} lang="en">
                {text}
              </span>
            ) : (
              t(`import.fault.${known.name}`, known.values)
            );
          })}
        </li>
      ))}
    </ul>
  );
}

const named = ['first_name', 'last_name', 'email_address', 'job_title'] as const;

/** What the column is called here; one that no page has bears its name, and what is wrong with a line as a whole has none. */
function Column({ field }: { field: string }) {
  const { t } = useTranslation();
  const known = named.find((name) => name === field);
  if (known !== undefined) return `${t(`people.${known}`)}:`;
  return field === 'base' ? null : <span lang="en">{field}:</span>;
}
