import type { AppInCompany, InstallationProblem, Manifest, OfferedVersion } from '@gatehouse/wire';
import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Publisher } from '../company/app-heading.tsx';
import { ProjectPicker } from '../company/project-picker.tsx';
import { WarningIcon } from '../shell/icons.tsx';
import classes from './install.module.css';
import { NoProjects } from './no-projects.tsx';
import { OfferWords } from './offer-words.tsx';

export interface Offer {
  readonly app: AppInCompany;
  /** Null where the developer offers none: people use the app as themselves. */
  readonly version: OfferedVersion | null;
  readonly problems: readonly InstallationProblem[];
}

const asPeople: Manifest = {
  components: { user_level: true, service_account: null },
  instructions: '',
  post_installation_notes: '',
};

interface OfferFormProps {
  readonly offer: Offer;
  readonly projectIds: readonly number[];
  readonly onProjects: (ids: readonly number[]) => void;
}

/** What an admin has to see before saying yes: whose it is, what it may do, and where. */
export function OfferForm({ offer, projectIds, onProjects }: OfferFormProps) {
  const { t } = useTranslation();
  const { app, version, problems } = offer;
  return (
    <>
      <Publisher app={app} />
      {app.description !== '' && <p>{app.description}</p>}
      {problems.length > 0 && (
        <Alert color="red" my="md" icon={<WarningIcon />} title={t('install.problems')}>
          {problems.map((problem) => (
            <p key={problem} className={classes.plain}>
              {t(`install.problem.${problem}`)}
            </p>
          ))}
        </Alert>
      )}
      <h3 className={classes.heading}>
        {version === null ? t('apps.may') : t('install.may', { version: version.semver })}
      </h3>
      <OfferWords manifest={version?.manifest ?? asPeople} />
      {version !== null && version.manifest.instructions !== '' && (
        <>
          <h3 className={classes.heading}>{t('install.instructions')}</h3>
          <p className={classes.plain}>{version.manifest.instructions}</p>
        </>
      )}
      {version?.manifest.components.service_account && problems.length === 0 && (
        <>
          <h3 className={classes.heading}>{t('install.where')}</h3>
          <ProjectPicker
            label={t('projects.permitted')}
            description={t('projects.permitted.words')}
            value={projectIds}
            onChange={onProjects}
          />
          <NoProjects manifest={version.manifest} projectIds={projectIds} />
        </>
      )}
    </>
  );
}
