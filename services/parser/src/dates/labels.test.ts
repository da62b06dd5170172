import { describe, expect, it } from 'vitest';
import { labelAfter, labelBefore } from './labels.ts';

describe('labelBefore', () => {
  it.each([
    ['en', 'Published on', 'Last updated:'],
    ['de', 'Veröffentlicht am', 'Zuletzt aktualisiert:'],
    ['de', 'Erschienen:', 'Stand:'],
    ['fr', 'Publié le', 'Mis à jour le'],
    ['es', 'Publicado el', 'Actualizado el'],
    ['it', 'Pubblicato il', 'Aggiornato il'],
    ['pt', 'Publicação:', 'Atualizado em'],
    ['nl', 'Gepubliceerd op', 'Laatst bijgewerkt:'],
    ['pl', 'Opublikowano', 'Ostatnia aktualizacja:'],
    ['ru', 'Опубликовано', 'Обновлено:'],
    ['uk', 'Опубліковано', 'Оновлено'],
    ['tr', 'Yayınlanma tarihi:', 'Güncelleme:'],
    ['sv', 'Publicerad', 'Uppdaterad'],
    ['da', 'Offentliggjort', 'Opdateret'],
    ['no', 'Publisert', 'Sist endret'],
    ['fi', 'Julkaistu', 'Päivitetty'],
    ['cs', 'Publikováno', 'Aktualizováno'],
    ['hu', 'Megjelent:', 'Frissítve:'],
    ['ro', 'Publicat la', 'Actualizat la'],
    ['el', 'Δημοσιεύτηκε:', 'Τελευταία ενημέρωση:'],
    ['ja', '公開日：', '更新日：'],
    ['zh', '发布时间：', '修改于'],
    ['ko', '입력', '수정'],
    ['ar', 'نشر في', 'آخر تحديث'],
    ['id', 'Diterbitkan', 'Diperbarui'],
  ])('%s: %s, %s', (_, published, modified) => {
    expect(labelBefore(`${published} `)).toBe('published');
    expect(labelBefore(`${modified} `)).toBe('modified');
  });

  it('goes by the word nearest to the date', () => {
    expect(labelBefore('Published by Ann, updated ')).toBe('modified');
    expect(labelBefore('Updated by Ann, published ')).toBe('published');
  });

  it.each(['', 'By Ann Example, ', 'Bonn, ', '12:30 '])('says nothing of %j', (text) => {
    expect(labelBefore(text)).toBeUndefined();
  });

  it.each(['Copyright ', 'Deadline: ', 'born '])('tells other dates: %s', (text) => {
    expect(labelBefore(text)).toBe('other');
  });
});

describe('labelAfter', () => {
  it('reads what follows the date', () => {
    expect(labelAfter(' 公開')).toBe('published');
    expect(labelAfter('に更新')).toBe('modified');
    expect(labelAfter(' in Bonn')).toBeUndefined();
  });
});
