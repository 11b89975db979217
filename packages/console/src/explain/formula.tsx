import type { Explanation } from '@gatehouse/wire';
import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CheckIcon, CrossIcon } from '../shell/icons.tsx';
import classes from './explain.module.css';
import type { ExplainSearch } from './explain-search.ts';
import { isReason, reasons } from './explained-reasons.ts';
import { PlaceLink } from './place-link.tsx';

/** The formula of the decision: each term with its own answer, and what would change a No. */
export function Formula({ explanation, asked }: { explanation: Explanation; asked: ExplainSearch }) {
  const { t } = useTranslation();
  const { allowed, terms } = explanation;
  const failing = terms.filter(({ holds }) => !holds).length;
  return (
    <section className={classes.answer} data-allowed={allowed} aria-live="polite">
      <Title order={2} size="h3">
        {allowed ? t('explain.yes') : t('explain.no', { count: failing })}
      </Title>
      <ol className={classes.terms}>
        {terms.map(({ term, holds, reason, params }) => (
          <li key={term} className={classes.term} data-holds={holds}>
            <span className={classes.mark}>{holds ? <CheckIcon size={18} /> : <CrossIcon size={18} />}</span>
            <div>
              <p className={classes.name}>
                {t('explain.answer', {
                  term: t(`explain.term.${term}`),
                  answer: t(holds ? 'explain.holds' : 'explain.fails'),
                })}
              </p>
              {!holds && (
                <p className={classes.why}>
                  {isReason(reason)
                    ? t(`explain.reason.${reason}`)
                    : t('explain.reason.other', { reason: reason ?? '' })}{' '}
                  {params.by_default === true && t('explain.by_default', { name: String(params.name) })}{' '}
                  {isReason(reason) && <PlaceLink place={reasons[reason]} asked={asked} />}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
