import { LEVEL_NAMES, type LevelName, TOOL_NAMES, type ToolLevels, type ToolName } from '@gatehouse/wire';
import { Radio, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import tables from '../page/table.module.css';
import { levelKeys, wordsOf } from './levels.ts';
import classes from './permissions.module.css';

interface PermissionMatrixProps {
  /** Where these levels hold: in the company, in a project. */
  readonly caption: string;
  readonly value: ToolLevels;
  readonly onChange: (value: ToolLevels) => void;
  /** Levels that cannot be asked for. */
  readonly forbidden?: (tool: ToolName, level: LevelName) => boolean;
}

/** A row for each tool, a column for each level, and what the chosen one allows, in words. */
export function PermissionMatrix({ caption, value, onChange, forbidden }: PermissionMatrixProps) {
  const { t } = useTranslation();
  return (
    <div className={tables.scroll}>
      <table className={`${tables.table} ${classes.matrix}`}>
        <caption className={classes.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('permissions.tool')}</th>
            {LEVEL_NAMES.map((level) => (
              <th key={level} scope="col" className={tables.choice}>
                {t(levelKeys[level])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {TOOL_NAMES.map((tool) => (
            <ToolRow
              key={tool}
              tool={tool}
              level={value[tool] ?? 'None'}
              forbidden={forbidden}
              onChange={(level) => onChange({ ...value, [tool]: level })}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ToolRowProps {
  readonly tool: ToolName;
  readonly level: LevelName;
  readonly forbidden: PermissionMatrixProps['forbidden'];
  readonly onChange: (level: LevelName) => void;
}

function ToolRow({ tool, level, forbidden, onChange }: ToolRowProps) {
  const { t } = useTranslation();
  const name = useId();
  const words = wordsOf(tool, level);
  return (
    <tr>
      <th scope="row" className={classes.tool}>
        {t(`tool.${tool}`)}
        <Text component="span" display="block" size="sm" c="dimmed" fw={400} aria-live="polite">
          {words === undefined ? t('permissions.nothing') : t(words)}
        </Text>
      </th>
      {LEVEL_NAMES.map((choice) => (
        <td key={choice} className={tables.choice} data-level={t(levelKeys[choice])}>
          <Radio
            name={name}
            value={choice}
            checked={choice === level}
            disabled={forbidden?.(tool, choice) ?? false}
            aria-label={`${t(`tool.${tool}`)}: ${t(levelKeys[choice])}`}
            classNames={{ body: classes.choice ?? '' }}
            onChange={() => onChange(choice)}
          />
        </td>
      ))}
    </tr>
  );
}
