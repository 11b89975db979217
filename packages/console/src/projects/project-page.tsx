import type { ProjectShow } from '@gatehouse/wire';
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { ButtonLink } from '../page/button-link.tsx';
import { ConfirmDialog } from '../page/confirm-dialog.tsx';
import { Page } from '../page/page.tsx';
import { useNotice } from '../shell/notices.tsx';
import { ProjectDetails } from './project-details.tsx';
import { ProjectMembers } from './project-members.tsx';
import { projectQuery } from './project-queries.ts';
import { ProjectTools } from './project-tools.tsx';
import { ProjectBadge } from './projects-page.tsx';

/** One project: what it is, who is in it, and which tools it has. */
export function ProjectPage() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const projectId = Number(useParams({ strict: false }).projectId);
  const query = useQuery(projectQuery(companyId, projectId));
  const params = { companyId: String(companyId) };
  return (
    <Page
      title={query.data?.name ?? t('project.one')}
      above={
        <Link to="/companies/$companyId/projects" params={params}>
          {t('project.back')}
        </Link>
      }
      {...(query.data !== undefined && {
        action: (
          <Group gap="xs">
            <ButtonLink
              variant="default"
              to="/companies/$companyId/permissions"
              params={params}
              search={{ project: projectId }}
            >
              {t('project.permissions')}
            </ButtonLink>
            <ButtonLink
              variant="default"
              to="/companies/$companyId/webhooks"
              params={params}
              search={{ project: projectId }}
            >
              {t('webhooks.title')}
            </ButtonLink>
            <ArchiveSwitch project={query.data} />
          </Group>
        ),
      })}
    >
      <Answered query={query}>
        {(project) => (
          <>
            {!project.active && <ProjectBadge active={false} />}
            <ProjectDetails key={project.updated_at} project={project} />
            <ProjectMembers project={project} />
            <ProjectTools project={project} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function ArchiveSwitch({ project }: { project: ProjectShow }) {
  const { t } = useTranslation();
  const notice = useNotice();
  const { id, name, active } = project;
  const [asking, setAsking] = useState(false);
  const set = useCompanyChange(
    (companyId, wanted: boolean) => gatehouse.projects.update(companyId, id, { active: wanted }),
    (_, wanted) => {
      setAsking(false);
      notice('done', t(wanted ? 'project.restored' : 'project.archived.done', { name }));
    },
  );
  const word = t(active ? 'project.archive' : 'project.restore');
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {word}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t(active ? 'project.archive.title' : 'project.restore.title', { name })}
        confirm={word}
        failed={t('project.save.failed')}
        pending={set.isPending}
        error={set.error}
        onCancel={() => {
          set.reset();
          setAsking(false);
        }}
        onConfirm={() => set.mutate(!active)}
      >
        {t(active ? 'project.archive.words' : 'project.restore.words')}
      </ConfirmDialog>
    </>
  );
}
