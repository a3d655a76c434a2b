-- A year of a large network is sorted and joined in memory instead of in files of the server: once an hour, for at most one who looks.
alter function overview.count_year(text, integer, interval) set work_mem = '32MB';

-- The register of coercive measures is counted with the others, and its part was not among those that may be kept: the counts of a network
-- in which as many people as its threshold met one measure in a month could not be counted at all.
alter table overview.counted drop constraint counted_part_check;
alter table overview.counted add check (part in ('asked', 'way', 'reason', 'answer', 'answered', 'refusal', 'caseload', 'exit', 'flow', 'return', 'continuity', 'place',
  'followed', 'planned', 'written', 'crisis', 'coercion'));
