// npm run example:nightly-report [-- report.md]: the report of the day, on the screen or into a file.
import { writeFile } from 'node:fs/promises';
import { bearer, GatehouseApi, OAuthClient } from '@gatehouse/client';
import { credentialsOf } from '../credentials.ts';
import { markdownOf } from './markdown.ts';
import { surveyCompanies } from './survey.ts';

try {
  const credentials = await credentialsOf('Nightly Report');
  const tokens = new OAuthClient(credentials).serviceTokens();
  const api = new GatehouseApi({ baseUrl: credentials.issuer, authorizer: bearer(tokens) });
  const report = markdownOf(await surveyCompanies(api), new Date());
  const [path] = process.argv.slice(2);
  if (path === undefined) process.stdout.write(report);
  else await writeFile(path, report);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
