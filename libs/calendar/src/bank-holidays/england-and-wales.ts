import { type HolidayTable } from './holiday-table.js';

/** Bank holidays of England and Wales. Rows: day, name, basis and, for a moved or substitute day, the day it stands for. */
export const englandAndWales: HolidayTable = {
  jurisdiction: 'england-and-wales',
  version: 1,
  years: { first: 2015, last: 2032 },
  bases: {
    'common law': 'holiday at common law, in no schedule',
    schedule: 'Banking and Financial Dealings Act 1971, s. 1(1) and Sch. 1 para. 1',
    proclamation: 'Banking and Financial Dealings Act 1971, s. 1(3): royal proclamation of the year',
    expected: 'Banking and Financial Dealings Act 1971, s. 1(3): royal proclamation expected, as in every year before',
    moved:
      'Banking and Financial Dealings Act 1971, s. 1: royal proclamation appointing this day in place of the usual one',
    'one-off': 'Banking and Financial Dealings Act 1971, s. 1(3): royal proclamation for this day alone',
  },
  rows: [
    // 2015
    ['2015-01-01', "New Year's Day", 'proclamation'],
    ['2015-04-03', 'Good Friday', 'common law'],
    ['2015-04-06', 'Easter Monday', 'schedule'],
    ['2015-05-04', 'Early May bank holiday', 'proclamation'],
    ['2015-05-25', 'Spring bank holiday', 'schedule'],
    ['2015-08-31', 'Summer bank holiday', 'schedule'],
    ['2015-12-25', 'Christmas Day', 'common law'],
    ['2015-12-26', 'Boxing Day', 'schedule'],
    ['2015-12-28', 'Boxing Day (substitute day)', 'proclamation', '2015-12-26'],

    // 2016
    ['2016-01-01', "New Year's Day", 'proclamation'],
    ['2016-03-25', 'Good Friday', 'common law'],
    ['2016-03-28', 'Easter Monday', 'schedule'],
    ['2016-05-02', 'Early May bank holiday', 'proclamation'],
    ['2016-05-30', 'Spring bank holiday', 'schedule'],
    ['2016-08-29', 'Summer bank holiday', 'schedule'],
    ['2016-12-25', 'Christmas Day', 'common law'],
    ['2016-12-26', 'Boxing Day', 'schedule'],
    ['2016-12-27', 'Christmas Day (substitute day)', 'schedule', '2016-12-25'],

    // 2017
    ['2017-01-02', "New Year's Day (substitute day)", 'proclamation', '2017-01-01'],
    ['2017-04-14', 'Good Friday', 'common law'],
    ['2017-04-17', 'Easter Monday', 'schedule'],
    ['2017-05-01', 'Early May bank holiday', 'proclamation'],
    ['2017-05-29', 'Spring bank holiday', 'schedule'],
    ['2017-08-28', 'Summer bank holiday', 'schedule'],
    ['2017-12-25', 'Christmas Day', 'common law'],
    ['2017-12-26', 'Boxing Day', 'schedule'],

    // 2018
    ['2018-01-01', "New Year's Day", 'proclamation'],
    ['2018-03-30', 'Good Friday', 'common law'],
    ['2018-04-02', 'Easter Monday', 'schedule'],
    ['2018-05-07', 'Early May bank holiday', 'proclamation'],
    ['2018-05-28', 'Spring bank holiday', 'schedule'],
    ['2018-08-27', 'Summer bank holiday', 'schedule'],
    ['2018-12-25', 'Christmas Day', 'common law'],
    ['2018-12-26', 'Boxing Day', 'schedule'],

    // 2019
    ['2019-01-01', "New Year's Day", 'proclamation'],
    ['2019-04-19', 'Good Friday', 'common law'],
    ['2019-04-22', 'Easter Monday', 'schedule'],
    ['2019-05-06', 'Early May bank holiday', 'proclamation'],
    ['2019-05-27', 'Spring bank holiday', 'schedule'],
    ['2019-08-26', 'Summer bank holiday', 'schedule'],
    ['2019-12-25', 'Christmas Day', 'common law'],
    ['2019-12-26', 'Boxing Day', 'schedule'],

    // 2020
    ['2020-01-01', "New Year's Day", 'proclamation'],
    ['2020-04-10', 'Good Friday', 'common law'],
    ['2020-04-13', 'Easter Monday', 'schedule'],
    ['2020-05-08', 'Early May bank holiday (75th anniversary of VE Day)', 'moved', '2020-05-04'],
    ['2020-05-25', 'Spring bank holiday', 'schedule'],
    ['2020-08-31', 'Summer bank holiday', 'schedule'],
    ['2020-12-25', 'Christmas Day', 'common law'],
    ['2020-12-26', 'Boxing Day', 'schedule'],
    ['2020-12-28', 'Boxing Day (substitute day)', 'proclamation', '2020-12-26'],

    // 2021
    ['2021-01-01', "New Year's Day", 'proclamation'],
    ['2021-04-02', 'Good Friday', 'common law'],
    ['2021-04-05', 'Easter Monday', 'schedule'],
    ['2021-05-03', 'Early May bank holiday', 'proclamation'],
    ['2021-05-31', 'Spring bank holiday', 'schedule'],
    ['2021-08-30', 'Summer bank holiday', 'schedule'],
    ['2021-12-25', 'Christmas Day', 'common law'],
    ['2021-12-27', 'Christmas Day (substitute day)', 'schedule', '2021-12-25'],
    ['2021-12-28', 'Boxing Day (substitute day)', 'proclamation', '2021-12-26'],

    // 2022
    ['2022-01-03', "New Year's Day (substitute day)", 'proclamation', '2022-01-01'],
    ['2022-04-15', 'Good Friday', 'common law'],
    ['2022-04-18', 'Easter Monday', 'schedule'],
    ['2022-05-02', 'Early May bank holiday', 'proclamation'],
    ['2022-06-02', 'Spring bank holiday', 'moved', '2022-05-30'],
    ['2022-06-03', 'Platinum Jubilee bank holiday', 'one-off'],
    ['2022-08-29', 'Summer bank holiday', 'schedule'],
    ['2022-09-19', 'Bank holiday for the State Funeral of Queen Elizabeth II', 'one-off'],
    ['2022-12-25', 'Christmas Day', 'common law'],
    ['2022-12-26', 'Boxing Day', 'schedule'],
    ['2022-12-27', 'Christmas Day (substitute day)', 'schedule', '2022-12-25'],

    // 2023
    ['2023-01-02', "New Year's Day (substitute day)", 'proclamation', '2023-01-01'],
    ['2023-04-07', 'Good Friday', 'common law'],
    ['2023-04-10', 'Easter Monday', 'schedule'],
    ['2023-05-01', 'Early May bank holiday', 'proclamation'],
    ['2023-05-08', 'Bank holiday for the coronation of King Charles III', 'one-off'],
    ['2023-05-29', 'Spring bank holiday', 'schedule'],
    ['2023-08-28', 'Summer bank holiday', 'schedule'],
    ['2023-12-25', 'Christmas Day', 'common law'],
    ['2023-12-26', 'Boxing Day', 'schedule'],

    // 2024
    ['2024-01-01', "New Year's Day", 'proclamation'],
    ['2024-03-29', 'Good Friday', 'common law'],
    ['2024-04-01', 'Easter Monday', 'schedule'],
    ['2024-05-06', 'Early May bank holiday', 'proclamation'],
    ['2024-05-27', 'Spring bank holiday', 'schedule'],
    ['2024-08-26', 'Summer bank holiday', 'schedule'],
    ['2024-12-25', 'Christmas Day', 'common law'],
    ['2024-12-26', 'Boxing Day', 'schedule'],

    // 2025
    ['2025-01-01', "New Year's Day", 'proclamation'],
    ['2025-04-18', 'Good Friday', 'common law'],
    ['2025-04-21', 'Easter Monday', 'schedule'],
    ['2025-05-05', 'Early May bank holiday', 'proclamation'],
    ['2025-05-26', 'Spring bank holiday', 'schedule'],
    ['2025-08-25', 'Summer bank holiday', 'schedule'],
    ['2025-12-25', 'Christmas Day', 'common law'],
    ['2025-12-26', 'Boxing Day', 'schedule'],

    // 2026
    ['2026-01-01', "New Year's Day", 'proclamation'],
    ['2026-04-03', 'Good Friday', 'common law'],
    ['2026-04-06', 'Easter Monday', 'schedule'],
    ['2026-05-04', 'Early May bank holiday', 'proclamation'],
    ['2026-05-25', 'Spring bank holiday', 'schedule'],
    ['2026-08-31', 'Summer bank holiday', 'schedule'],
    ['2026-12-25', 'Christmas Day', 'common law'],
    ['2026-12-26', 'Boxing Day', 'schedule'],
    ['2026-12-28', 'Boxing Day (substitute day)', 'proclamation', '2026-12-26'],

    // 2027
    ['2027-01-01', "New Year's Day", 'expected'],
    ['2027-03-26', 'Good Friday', 'common law'],
    ['2027-03-29', 'Easter Monday', 'schedule'],
    ['2027-05-03', 'Early May bank holiday', 'expected'],
    ['2027-05-31', 'Spring bank holiday', 'schedule'],
    ['2027-08-30', 'Summer bank holiday', 'schedule'],
    ['2027-12-25', 'Christmas Day', 'common law'],
    ['2027-12-27', 'Christmas Day (substitute day)', 'schedule', '2027-12-25'],
    ['2027-12-28', 'Boxing Day (substitute day)', 'expected', '2027-12-26'],

    // 2028
    ['2028-01-03', "New Year's Day (substitute day)", 'expected', '2028-01-01'],
    ['2028-04-14', 'Good Friday', 'common law'],
    ['2028-04-17', 'Easter Monday', 'schedule'],
    ['2028-05-01', 'Early May bank holiday', 'expected'],
    ['2028-05-29', 'Spring bank holiday', 'schedule'],
    ['2028-08-28', 'Summer bank holiday', 'schedule'],
    ['2028-12-25', 'Christmas Day', 'common law'],
    ['2028-12-26', 'Boxing Day', 'schedule'],

    // 2029
    ['2029-01-01', "New Year's Day", 'expected'],
    ['2029-03-30', 'Good Friday', 'common law'],
    ['2029-04-02', 'Easter Monday', 'schedule'],
    ['2029-05-07', 'Early May bank holiday', 'expected'],
    ['2029-05-28', 'Spring bank holiday', 'schedule'],
    ['2029-08-27', 'Summer bank holiday', 'schedule'],
    ['2029-12-25', 'Christmas Day', 'common law'],
    ['2029-12-26', 'Boxing Day', 'schedule'],

    // 2030
    ['2030-01-01', "New Year's Day", 'expected'],
    ['2030-04-19', 'Good Friday', 'common law'],
    ['2030-04-22', 'Easter Monday', 'schedule'],
    ['2030-05-06', 'Early May bank holiday', 'expected'],
    ['2030-05-27', 'Spring bank holiday', 'schedule'],
    ['2030-08-26', 'Summer bank holiday', 'schedule'],
    ['2030-12-25', 'Christmas Day', 'common law'],
    ['2030-12-26', 'Boxing Day', 'schedule'],

    // 2031
    ['2031-01-01', "New Year's Day", 'expected'],
    ['2031-04-11', 'Good Friday', 'common law'],
    ['2031-04-14', 'Easter Monday', 'schedule'],
    ['2031-05-05', 'Early May bank holiday', 'expected'],
    ['2031-05-26', 'Spring bank holiday', 'schedule'],
    ['2031-08-25', 'Summer bank holiday', 'schedule'],
    ['2031-12-25', 'Christmas Day', 'common law'],
    ['2031-12-26', 'Boxing Day', 'schedule'],

    // 2032
    ['2032-01-01', "New Year's Day", 'expected'],
    ['2032-03-26', 'Good Friday', 'common law'],
    ['2032-03-29', 'Easter Monday', 'schedule'],
    ['2032-05-03', 'Early May bank holiday', 'expected'],
    ['2032-05-31', 'Spring bank holiday', 'schedule'],
    ['2032-08-30', 'Summer bank holiday', 'schedule'],
    ['2032-12-25', 'Christmas Day', 'common law'],
    ['2032-12-27', 'Christmas Day (substitute day)', 'schedule', '2032-12-25'],
    ['2032-12-28', 'Boxing Day (substitute day)', 'expected', '2032-12-26'],
  ],
};
