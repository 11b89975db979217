/** What tests of other packages stand on: the real link service beside the real Gatehouse. */
export { enrol, type LinkPerson, linkAccount, signInToLink } from './journeys/link-person.test-support.ts';
export { type LinkStage, setLinkStage } from './journeys/link-stage.test-support.ts';
export { type OwnProcesses, openOwnProcesses } from './journeys/own-processes.test-support.ts';
export type { TestInstall } from './journeys/test-install.test-support.ts';
