import type { Company, Project } from '@gatehouse/wire';
import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import cards from '../company/cards.module.css';
import { FolderLink } from '../documents/place-link.tsx';
import { LoadFailure } from '../page/load-failure.tsx';
import { useFocusOnMore } from '../page/use-focus-on-more.ts';
import classes from './home.module.css';
import { perPage, projectsQuery } from './home-queries.ts';

/** The projects of a company that the person is a member of. */
export function ProjectList({ company }: { company: Company }) {
  const { t } = useTranslation();
  const { data, error, refetch, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    projectsQuery(company.id),
  );
  const projects = data?.pages.flatMap(({ items }) => items) ?? [];
  const { list, moreFrom } = useFocusOnMore(projects.length);
  if (error !== null && data === undefined) return <LoadFailure error={error} retry={refetch} />;
  if (data === undefined) return <Waiting />;
  const total = data.pages.at(-1)?.total ?? projects.length;
  if (projects.length === 0) return <p className={classes.none}>{t('home.projects.empty')}</p>;
  return (
    <>
      <ul ref={list} className={classes.projects} aria-label={t('home.projects', { company: company.name })}>
        {projects.map((project) => (
          <ProjectLine key={project.id} companyId={company.id} project={project} />
        ))}
      </ul>
      {total > projects.length && (
        <Button
          className={classes.more}
          variant="subtle"
          loading={isFetchingNextPage}
          onClick={() => {
            moreFrom(projects.length);
            void fetchNextPage();
          }}
        >
          {t('home.projects.more', { count: Math.min(perPage, total - projects.length) })}
        </Button>
      )}
    </>
  );
}

/** A project; its name leads to its documents. */
function ProjectLine({ companyId, project }: { companyId: number; project: Project }) {
  const { t } = useTranslation();
  const place = [project.city, project.state_code].filter(Boolean).join(', ');
  const details = [
    project.project_number && t('home.project.number', { number: project.project_number }),
    place,
  ];
  return (
    <li className={classes.project} tabIndex={-1}>
      <FolderLink
        place={{ companyId, projectId: project.id }}
        className={`${cards.link} ${classes.projectName}`}
      >
        {project.name}
      </FolderLink>
      <span className={classes.details}>{details.filter(Boolean).join(' · ')}</span>
    </li>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div role="status" className={classes.waiting}>
      <VisuallyHidden>{t('home.projects.loading')}</VisuallyHidden>
      <Skeleton height={18} width="45%" />
      <Skeleton height={18} width="60%" />
      <Skeleton height={18} width="38%" />
    </div>
  );
}
