import { describe, expect, it } from 'vitest';
import { mayBeFeed, mediaTypeOf } from './media-type.ts';

const utf16 = (text: string) => new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

describe('mayBeFeed', () => {
  it('knows the types that feeds come under', () => {
    expect(['text/xml', 'application/rss+xml', 'application/json', 'application/xml'].every(mayBeFeed)).toBe(true);
    expect(['text/html', 'text/plain', 'application/pdf'].some(mayBeFeed)).toBe(false);
  });
});

describe('mediaTypeOf', () => {
  it.each([
    ['text/html; charset=ISO-8859-1', undefined, 'plain', { mediaType: 'text/html', charset: 'iso-8859-1' }],
    ['TEXT/HTML', 'a.txt', '', { mediaType: 'text/html' }],
    ['text/plain', undefined, '<!DOCTYPE html><p>', { mediaType: 'text/html' }],
    ['nonsense', 'a.md', '# Title', { mediaType: 'text/markdown' }],
    [undefined, 'a.txt', 'Words', { mediaType: 'text/plain' }],
    [undefined, 'notice', 'Words', { mediaType: 'text/plain' }],
    [undefined, 'notice', '\uFEFF<!-- x --><html>', { mediaType: 'text/html' }],
    [undefined, 'a.txt', '%PDF-1.7', { mediaType: 'application/pdf' }],
    [undefined, 'release.pdf', '%PDF-1.7', { mediaType: 'application/pdf' }],
    ['application/octet-stream', undefined, '%PDF-1.7', { mediaType: 'application/pdf' }],
    [undefined, 'a.eml', 'From: a@example.com\nSubject: Words\n\nWords', { mediaType: 'message/rfc822' }],
    [undefined, 'item.json', '{"base_path": "/a"}', { mediaType: 'application/json' }],
    [undefined, 'a.docx', 'PK\u0003\u0004', { mediaType: expect.stringContaining('wordprocessingml') }],
    [undefined, 'a.txt', '\u0000\u0001\u0002', { mediaType: 'application/octet-stream' }],
    [undefined, undefined, '{"a": 1}', { mediaType: 'application/json' }],
    [undefined, undefined, '<?xml version="1.0"?><rss>', { mediaType: 'application/rss+xml' }],
    [undefined, undefined, '<?xml version="1.0"?><x>', { mediaType: 'application/xml' }],
    [undefined, 'a.txt', '', { mediaType: 'text/plain' }],
  ])('%s %s %j', (header, name, text, expected) => {
    expect(mediaTypeOf({ header, name, bytes: Buffer.from(text) })).toEqual(expected);
  });

  it('knows UTF-16 for text', () => {
    expect(mediaTypeOf({ name: 'a.txt', bytes: utf16('Notice') }).mediaType).toBe('text/plain');
    expect(mediaTypeOf({ bytes: utf16('<html>') }).mediaType).toBe('text/html');
  });
});
