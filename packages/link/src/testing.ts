/** What tests of other packages stand on: the real link service beside the real Gatehouse. */
export { type LinkPerson, type LinkStage, setLinkStage } from './journeys/link-stage.test-support.ts';
