import { csvFileName } from './csv';

describe('The name of the exported file', () => {
  const day = new Date(2026, 3, 3, 12);

  it('has the cluster and the day', () => {
    expect(csvFileName('activation', 'cluster01.contoso.com', day)).toBe(
      'activation-cluster01.contoso.com-2026-04-03.csv'
    );
  });

  it('has nothing that leads to another folder or that a file system forbids', () => {
    expect(csvFileName('activation', '..\\a/b:*?"<>| c\u202e\u0000', day)).toBe('activation-..-a-b-c--2026-04-03.csv');
    expect(csvFileName('activation', 'Büro-キ', day)).toBe('activation-Büro-キ-2026-04-03.csv');
    expect(csvFileName('activation', 'a'.repeat(500), day).length).toBeLessThan(130);
  });
});
