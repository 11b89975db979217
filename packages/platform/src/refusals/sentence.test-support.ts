import assert from 'node:assert/strict';
import { SettingsError } from '@gatehouse/service';

export function assertSentence(refusal: unknown, sentence: string): void {
  assert.ok(refusal instanceof SettingsError, String(refusal));
  assert.equal(refusal.message, sentence);
}
