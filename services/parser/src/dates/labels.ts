import { wordKey } from '../text/fold.ts';

/** What the words beside a date say of it: it tells of the publication, of a later change, or of something else. */
export type DateLabel = 'published' | 'modified' | 'other';

/** Beginnings of words, a language or two a line; `$` where the word must end. Written as people do, matched folded. */
const PUBLISHED = `
published|publication|posted|released|release date|issued$|created|submitted|uploaded|first appeared|on air$|dated$
veröffentlich|publizier|erschienen|erscheinungs|erstellt|eingestellt$|gepostet|online seit|geschrieben am
publié|parution|paru$|parue$|mis en ligne|mise en ligne|posté|créé|rédigé
publicad|publicaci|creado|creada|subido
pubblicat|pubblicazione|inserito|creato|postato
publicação|postad|criado|veiculad
gepubliceerd|publicatie|geplaatst|gepost$|verschenen
opublikowan|publikacj|dodan|utworzon|zamieszczon
опубликован|публикац|размещен|создан|добавлен
опублікован|публікац|розміщен|створен|додано
yayın|yayım|eklenme|oluşturma|giriş
publicera|publicering|skapad
offentliggjort|udgivet|oprettet|lagt op
publisert|lagt ut|opprettet
julkaist|julkaisu|luotu$
publikován|zveřejněn|zverejnen|vydáno|vloženo|vytvořeno
megjelen|közzét|publikál|létrehoz|feltölt
publicat|postat$|adăugat|creat$
δημοσι|αναρτ|ανάρτ|ημερομηνία
dipublikasikan|diterbitkan|diposting|terbit|ditulis|ditayangkan
đăng|xuất bản|נשר|פורסם
نشر|انتشار|تاريخ|تاریخ|كتب|درج
date$|datum$|data$|fecha$|дата$|dátum$|päiväys|dato$|tanggal$|tarih|time$|jour$`;
const PUBLISHED_UNCASED =
  '公開|掲載|投稿|発表|配信|発行|作成|登録日|发布|發布|发表|發表|刊登|刊发|创建|日期|게시|등록|입력|작성|발행|배포';

const MODIFIED = `
updated|update$|modified|revised|edited|corrected|last changed|last change$|amended|last reviewed|last revised|modification
aktualisier|geändert|änderung|stand$|überarbeitet|bearbeitet|zuletzt
mis à jour|mise à jour|modifié|actualisé|màj$|maj$
actualizad|actualización|modificad|modificación|editado
aggiornat|aggiornamento|modificat|modifica
atualizad|atualização|alterad|alteração
bijgewerkt|gewijzigd|laatst|aangepast|wijziging
aktualizacj|zaktualizowan|zmodyfikowan|zmian|ostatni
обновл|изменен|изменён|отредактирован|последн
оновл|змінен|відредагован|останн
güncelle|düzenle|değiştir
uppdatera|ändrad|senast
opdater|ændret|senest
oppdater|endret|sist$
päivitetty|muokattu|päivitys
aktualizován|aktualizace|upraveno|změněn|aktualizovan|poslední
frissít|frissül|módosít
actualizat|actualizare|modificare|ultima
ενημέρωση|ενημερώθηκε|τροποποί|τελευταία
diperbarui|diubah|pembaruan|perubahan
cập nhật|עודכן
تحديث|تعديل|روزرسانی|ویرایش`;
const MODIFIED_UNCASED = '更新|改訂|修正|最終|改定|修改|编辑|編輯|수정|업데이트|갱신';

/** Dates of other things: rights, events, people, visits. */
const OTHER = `
copyright|deadline|until$|expires|valid|born$|died$|event$|accessed|retrieved|joined|member since|starts$|ends$|archived
abgerufen|bis$|gültig|geboren|mitglied|termin|consulté|jusqu|hasta$|consultado|fino a|consultato|até$|tot$|geldig|inscrit|registrado`;
const OTHER_UNCASED = '©|締切|截止|마감';

function patternOf(words: string, uncased: string): RegExp {
  const list = words.split(/[|\n]/).filter((word) => word !== '');
  const cased = list.map((word) => wordKey(word).replace(/\$$/, '(?!\\p{L})'));
  return new RegExp(`(?<!\\p{L})(?:${cased.join('|')})|${wordKey(uncased)}`, 'gu');
}

const PATTERNS: readonly (readonly [DateLabel, RegExp])[] = [
  ['published', patternOf(PUBLISHED, PUBLISHED_UNCASED)],
  ['modified', patternOf(MODIFIED, MODIFIED_UNCASED)],
  ['other', patternOf(OTHER, OTHER_UNCASED)],
];

const REACH = 48;

/**
 * What the words before a date say of it, of the last 48 characters; the word nearest to the date counts. Words of 24
 * languages are known.
 *
 * @param before the text up to the date, of its own line only
 */
export function labelBefore(before: string): DateLabel | undefined {
  if (before === '' || !/[\p{L}©]/u.test(before)) return undefined;
  const key = wordKey(before.slice(-REACH));
  let label: DateLabel | undefined;
  let nearest = -1;
  for (const [name, pattern] of PATTERNS) {
    for (const match of key.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (end < nearest) continue;
      nearest = end;
      label = name;
    }
  }
  return label;
}

const AFTER = /^[\s)）」:：]{0,3}(?:に|で)?\s?/u;
const AFTER_REACH = 12;
const AFTER_PUBLISHED = new RegExp(`^(?:${wordKey(PUBLISHED_UNCASED)})`, 'u');
const AFTER_MODIFIED = new RegExp(`^(?:${wordKey(MODIFIED_UNCASED)})`, 'u');

/** The same for languages that say it after the date: `2024年6月28日 公開`. */
export function labelAfter(after: string): DateLabel | undefined {
  const key = wordKey(after.slice(0, AFTER_REACH).replace(AFTER, ''));
  if (AFTER_PUBLISHED.test(key)) return 'published';
  return AFTER_MODIFIED.test(key) ? 'modified' : undefined;
}
