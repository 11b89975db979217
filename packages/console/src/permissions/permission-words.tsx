import { TOOL_NAMES, type ToolLevels } from '@gatehouse/wire';
import { useTranslation } from 'react-i18next';
import { levelKeys, wordsOf } from './levels.ts';
import classes from './permissions.module.css';

/** What a set of levels allows, in words; nothing is said of tools at None. */
export function PermissionWords({ caption, value }: { caption: string; value: ToolLevels }) {
  const { t } = useTranslation();
  const held = TOOL_NAMES.flatMap((tool) => {
    const level = value[tool] ?? 'None';
    const words = wordsOf(tool, level);
    return words === undefined ? [] : [{ tool, level, words }];
  });
  return (
    <div className={classes.words}>
      <p className={classes.wordsCaption}>{caption}</p>
      {held.length === 0 ? (
        <p className={classes.nothing}>{t('permissions.nothing')}</p>
      ) : (
        <ul>
          {held.map(({ tool, level, words }) => (
            <li key={tool}>
              <strong>
                {t(`tool.${tool}`)}, {t(levelKeys[level])}
              </strong>
              : {t(words)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
