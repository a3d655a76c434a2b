import { route } from '@react-router/dev/routes'

export const noticeRoutes = [
  route('account/notices', 'modules/notices/routes/notices.tsx'),
  route('admin/jobs', 'modules/notices/routes/jobs.tsx'),
  route('admin/mail', 'modules/notices/routes/mails.tsx'),
  route('admin/backups', 'modules/notices/routes/backups.tsx'),
]
