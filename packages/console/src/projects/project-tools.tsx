import { type ProjectShow, type ProjectTool, TOOL_NAMES } from '@gatehouse/wire';
import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useCompanyChange, useCompanyId } from '../company/company.ts';
import { Answered } from '../company/company-page.tsx';
import { Panel } from '../page/panel.tsx';
import { Refusal } from '../page/refusal.tsx';
import { toolsQuery } from './project-queries.ts';

/** Switches of the project's tools. One that is off refuses everybody, whatever their level. */
export function ProjectTools({ project }: { project: ProjectShow }) {
  const { t } = useTranslation();
  const query = useQuery(toolsQuery(useCompanyId(), project.id));
  const set = useCompanyChange((companyId, { id, is_active }: Pick<ProjectTool, 'id' | 'is_active'>) =>
    gatehouse.projectUsers.updateTools(companyId, project.id, [{ id, is_active }]),
  );
  const titleOf = ({ engine_name, title }: ProjectTool) => {
    const known = TOOL_NAMES.find((name) => name === engine_name);
    return known === undefined ? title : t(`tool.${known}`);
  };
  return (
    <Panel title={t('project.tools')} lead={t('project.tools.lead')}>
      <Answered query={query}>
        {(tools) =>
          tools.map((tool) => (
            <Switch
              key={tool.id}
              mt="sm"
              label={titleOf(tool)}
              description={tool.required ? t('project.tools.required') : undefined}
              checked={tool.is_active}
              disabled={tool.required || set.isPending}
              onChange={({ currentTarget }) => set.mutate({ id: tool.id, is_active: currentTarget.checked })}
            />
          ))
        }
      </Answered>
      <Refusal error={set.error} title={t('project.tools.failed')} />
    </Panel>
  );
}
