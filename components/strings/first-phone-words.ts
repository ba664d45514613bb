import { dialerStrings, type DialerStrings } from './dialer.js';
import { type LanguageName, languageTags, matchLanguage } from './languages.js';

/**
 * By language: `dialer`, `call`, `phoneNumber` and `numberHint`. They stand in the tables of `locales` too, which
 * would weigh ten times as much on a page before anybody uses its phone. The last one is turned around where it is
 * read from right to left, because the field for numbers is not.
 */
const words: Readonly<Record<LanguageName, readonly [string, string, string, string]>> = {
  es: ['Teléfono', 'Llamar', 'Número de teléfono', 'Número o dirección SIP'],
  fr: ['Téléphone', 'Appeler', 'Numéro de téléphone', 'Numéro ou adresse SIP'],
  de: ['Telefon', 'Anrufen', 'Telefonnummer', 'Nummer oder SIP-Adresse'],
  'pt-BR': ['Telefone', 'Ligar', 'Número de telefone', 'Número ou endereço SIP'],
  it: ['Telefono', 'Chiama', 'Numero di telefono', 'Numero o indirizzo SIP'],
  nl: ['Telefoon', 'Bellen', 'Telefoonnummer', 'Nummer of SIP-adres'],
  pl: ['Telefon', 'Zadzwoń', 'Numer telefonu', 'Numer lub adres SIP'],
  ja: ['電話', '発信', '電話番号', '電話番号または SIP アドレス'],
  'zh-CN': ['电话', '呼叫', '电话号码', '号码或 SIP 地址'],
  ko: ['전화', '전화 걸기', '전화번호', '번호 또는 SIP 주소'],
  ar: ['الهاتف', 'اتصال', 'رقم الهاتف', '\u2067رقم أو عنوان SIP\u2069'],
  'pt-PT': ['Telefone', 'Ligar', 'Número de telefone', 'Número ou endereço SIP'],
  sv: ['Telefon', 'Ring', 'Telefonnummer', 'Nummer eller SIP-adress'],
  da: ['Telefon', 'Ring op', 'Telefonnummer', 'Nummer eller SIP-adresse'],
  nb: ['Telefon', 'Ring', 'Telefonnummer', 'Nummer eller SIP-adresse'],
  fi: ['Puhelin', 'Soita', 'Puhelinnumero', 'Numero tai SIP-osoite'],
  cs: ['Telefon', 'Zavolat', 'Telefonní číslo', 'Číslo nebo adresa SIP'],
  hu: ['Telefon', 'Hívás', 'Telefonszám', 'Telefonszám vagy SIP-cím'],
  ro: ['Telefon', 'Apelați', 'Număr de telefon', 'Număr sau adresă SIP'],
  el: ['Τηλέφωνο', 'Κλήση', 'Αριθμός τηλεφώνου', 'Αριθμός ή διεύθυνση SIP'],
  tr: ['Telefon', 'Ara', 'Telefon numarası', 'Numara veya SIP adresi'],
  uk: ['Телефон', 'Зателефонувати', 'Номер телефону', 'Номер або адреса SIP'],
  he: ['טלפון', 'חיוג', 'מספר טלפון', '\u2067מספר או כתובת SIP\u2069'],
  'zh-TW': ['電話', '撥打', '電話號碼', '號碼或 SIP 位址'],
  vi: ['Điện thoại', 'Gọi', 'Số điện thoại', 'Số hoặc địa chỉ SIP'],
  id: ['Telepon', 'Panggil', 'Nomor telepon', 'Nomor atau alamat SIP'],
  th: ['โทรศัพท์', 'โทร', 'หมายเลขโทรศัพท์', 'หมายเลขหรือที่อยู่ SIP'],
  hi: ['फ़ोन', 'कॉल करें', 'फ़ोन नंबर', 'नंबर या SIP पता'],
};

/** The words of a phone that are drawn before all others, in the language of the element. */
export function firstWords(element: Element): DialerStrings {
  const name = matchLanguage(languageTags(element));
  if (name === 'en') return dialerStrings;
  const [dialer, call, phoneNumber, numberHint] = words[name];
  return { dialer, call, phoneNumber, numberHint };
}
