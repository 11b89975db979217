import './theme/styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/gatehouse.ts';
import { sessionQuery } from './api/session.ts';
import { startLanguage } from './i18n/language.ts';
import { router } from './router.tsx';
import { theme } from './theme/theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');

await startLanguage();
// Asked before the first rendering; its failure is shown by whoever uses the answer.
void queryClient.prefetchQuery(sessionQuery);

// The theme's variables come from virtual:theme.css, and responsive classes from our own files: Mantine writes no
// <style> element, which the Content-Security-Policy would refuse.
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
