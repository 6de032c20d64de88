module buildsite

go 1.26
