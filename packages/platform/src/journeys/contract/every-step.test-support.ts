import { companySettings } from './company-settings.test-support.ts';
import { configurationSteps } from './configuration-steps.test-support.ts';
import { customTagSteps } from './custom-tag-steps.test-support.ts';
import { directoryWrites } from './directory-writes.test-support.ts';
import { documentWrites, ofCompany } from './document-writes.test-support.ts';
import { installationSteps } from './installation-steps.test-support.ts';
import { permissionWrites } from './permission-writes.test-support.ts';
import { projectWrites } from './project-writes.test-support.ts';
import type { Step } from './step.test-support.ts';
import { uploadSteps } from './upload-steps.test-support.ts';
import { userSteps } from './user-steps.test-support.ts';
import { webhookSteps } from './webhook-steps.test-support.ts';

/** All calls of the suite that are made in their order, by what they are about. */
export const everyStep: Readonly<Record<string, readonly Step[]>> = {
  'the caller and the company': companySettings,
  projects: projectWrites,
  directory: directoryWrites,
  'users at every version': userSteps,
  permissions: permissionWrites,
  documents: documentWrites,
  'company documents': ofCompany(documentWrites),
  uploads: uploadSteps,
  'company uploads': ofCompany(uploadSteps.filter((step) => step.as !== 'reader')),
  'custom tags': customTagSteps,
  installations: installationSteps,
  'app configurations': configurationSteps,
  webhooks: webhookSteps,
};
