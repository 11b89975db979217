import { Button, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allProjectsQuery } from '../company/company.ts';
import { BuildingIcon, ChevronIcon } from '../shell/icons.tsx';
import places from '../shell/place-list.module.css';
import { FolderIcon } from './icons.tsx';
import { usePlace } from './place.ts';
import { FolderLink } from './place-link.tsx';
import classes from './place-menu.module.css';
import { usePlaceNames } from './use-place-names.ts';

/** Which Documents tool is shown, and the choice among the others of the company. */
export function PlaceMenu() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const { companyId, projectId } = usePlace();
  const { company, name } = usePlaceNames();
  const { data: projects = [] } = useQuery(allProjectsQuery(companyId));
  const [sought, setSought] = useState('');
  const wanted = sought.trim().toLocaleLowerCase();
  const shown = projects.filter((project) => project.name.toLocaleLowerCase().includes(wanted));
  return (
    <>
      <Button
        variant="subtle"
        size="compact-md"
        ml={-8}
        aria-haspopup="dialog"
        aria-label={t('documents.place', { name })}
        rightSection={<ChevronIcon size={16} />}
        onClick={open}
      >
        {name}
      </Button>
      <Modal opened={opened} onClose={close} withCloseButton={false} padding="lg">
        <Modal.Title className={classes.title}>{t('documents.place.choose')}</Modal.Title>
        <TextInput
          type="search"
          label={t('projects.search')}
          value={sought}
          data-autofocus
          onChange={({ currentTarget }) => setSought(currentTarget.value)}
        />
        <ul className={`${places.list} ${classes.list}`}>
          {company.toLocaleLowerCase().includes(wanted) && (
            <li>
              <FolderLink
                place={{ companyId }}
                className={places.place}
                onClick={close}
                aria-current={projectId === undefined ? 'page' : undefined}
              >
                <BuildingIcon />
                {company}
              </FolderLink>
            </li>
          )}
          {shown.map((project) => (
            <li key={project.id}>
              <FolderLink
                place={{ companyId, projectId: project.id }}
                className={places.place}
                onClick={close}
              >
                <FolderIcon />
                {project.name}
              </FolderLink>
            </li>
          ))}
        </ul>
      </Modal>
    </>
  );
}
