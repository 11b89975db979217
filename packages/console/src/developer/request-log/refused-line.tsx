import type { RefusedRequest } from '@gatehouse/wire';
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Ago } from '../../time/ago.tsx';
import { knownReason } from './reasons.ts';
import classes from './request-log.module.css';

/** One refusal: which request, why, and what was sent beside what was expected. */
export function RefusedLine({ refused }: { refused: RefusedRequest }) {
  const { t } = useTranslation();
  const { at, endpoint, status, reason } = refused;
  const known = knownReason(reason);
  const facts = [
    { label: t('request_log.received'), text: refused.received },
    { label: t('request_log.expected'), text: refused.expected },
    { label: t('request_log.company'), text: refused.company_id },
    { label: t('request_log.client'), text: refused.client_id },
    { label: t('request_log.request_id'), text: refused.request_id },
  ];
  return (
    <li className={classes.refused} tabIndex={-1}>
      <div className={classes.head}>
        <Badge variant="light" color={status >= 500 ? 'red' : 'gate'} tt="none">
          {status}
        </Badge>
        <code>{endpoint}</code>
        <span className={classes.at}>
          <Ago timestamp={at} />
        </span>
      </div>
      <p className={classes.why}>
        {known === undefined ? t('reason.other', { reason }) : t(`reason.${known}`)}
      </p>
      <dl className={classes.facts}>
        {facts.map(
          ({ label, text }) =>
            text !== null && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
    </li>
  );
}
