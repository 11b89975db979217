import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import copyClasses from '../../copy/copy.module.css';
import { CopyButton } from '../../copy/copy-button.tsx';
import { Panel } from '../../page/panel.tsx';
import classes from './samples.module.css';
import type { Language, Samples } from './samples.ts';

/** Names of languages are the same in every language. */
const languages: readonly { language: Language; name: string }[] = [
  { language: 'curl', name: 'curl' },
  { language: 'typescript', name: 'TypeScript' },
  { language: 'python', name: 'Python' },
];

/** The same thing in each language, to be copied. */
export function SamplePanel({ title, lead, samples }: { title: string; lead: string; samples: Samples }) {
  const { t } = useTranslation();
  return (
    <Panel title={title} lead={lead}>
      <Tabs defaultValue={languages[0]?.language ?? null} keepMounted={false}>
        <Tabs.List aria-label={t('samples.languages')}>
          {languages.map(({ language, name }) => (
            <Tabs.Tab key={language} value={language}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {languages.map(({ language, name }) => (
          <Tabs.Panel key={language} value={language} className={classes.panel ?? ''}>
            <div className={classes.copy}>
              <CopyButton text={samples[language]} name={t('samples.code', { title: name })} />
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, by keyboard too. */}
            <pre className={copyClasses.sample} tabIndex={0} lang="en">
              <code>{samples[language]}</code>
            </pre>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Panel>
  );
}
