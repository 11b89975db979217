import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwordFault } from './password-rules.ts';
import { readSetUpForm } from './set-up-form.ts';

const good = {
  company: '  Ridgeline   Construction ',
  first_name: 'Lucía',
  last_name: 'Ramírez',
  email: ' Lucia@Ridgeline.example ',
  password: 'puente azul entre nubes',
  password_again: 'puente azul entre nubes',
};

test('a filled-in form is tidied and has no problem', () => {
  const { form, problems } = readSetUpForm(good);
  assert.deepEqual(problems, []);
  assert.equal(form.company, 'Ridgeline Construction');
  assert.equal(form.email, 'lucia@ridgeline.example');
  assert.equal(form.password, 'puente azul entre nubes');
});

test('everything that is wrong is told at once, in the order of the page', () => {
  const { problems } = readSetUpForm({});
  assert.deepEqual(
    problems.map(({ kind }) => kind),
    ['company_missing', 'first_name_missing', 'last_name_missing', 'email_wrong', 'password_short'],
  );
});

test('a field that was sent twice counts as not sent', () => {
  const { problems } = readSetUpForm({ ...good, company: ['a', 'b'] });
  assert.deepEqual(problems, [{ field: 'company', kind: 'company_missing' }]);
});

test('control characters do not get into names', () => {
  assert.equal(readSetUpForm({ ...good, company: 'a\u0001b\r\nc\u2028d' }).form.company, 'a b c d');
});

test('two different passwords are refused', () => {
  const { problems } = readSetUpForm({ ...good, password_again: 'puente azul' });
  assert.deepEqual(problems, [{ field: 'password_again', kind: 'password_differs' }]);
});

test('a password needs twelve characters, not all the same, and nothing everybody knows', () => {
  assert.equal(passwordFault('a1b2c3d4e5f', []), 'short');
  assert.equal(passwordFault('🌉🌉🌉🌉🌉🌉', []), 'short');
  assert.equal(passwordFault('abababababab', []), 'simple');
  assert.equal(passwordFault('x'.repeat(200).concat('abcdef'.repeat(20)), []), 'long');
  assert.equal(passwordFault('MyRidgeline2026!', ['Ridgeline Construction']), 'personal');
  assert.equal(passwordFault('ana is my name', ['ana']), undefined);
  assert.equal(passwordFault('six small boats', ['Ridgeline', 'ana@ridgeline.example']), undefined);
});
